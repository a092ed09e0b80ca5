package dev.breakwater.scanner.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.scanner.credentials.ProviderPlugins.Plugin;
import dev.breakwater.scanner.language.Yaml;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kubelet's {@code CredentialProviderConfig}, {@code kubelet.config.k8s.io/v1}, in YAML or JSON
 * (<a href="https://kubernetes.io/docs/reference/config-api/kubelet-config.v1/">reference</a>, its
 * rules are those of {@code pkg/credentialprovider/plugin/config.go}). {@code defaultCacheDuration}
 * has to be there, as for the kubelet, but nothing that a plugin answers is kept here.
 */
final class ProviderConfig {
  private static final String API = "kubelet.config.k8s.io/v1";
  private static final String KIND = "CredentialProviderConfig";
  private static final int MAX_BYTES = 1 << 20;

  private ProviderConfig() {}

  /**
   * Reads it.
   *
   * @throws MalformedException when it is none, or asks for what is not done here; the message
   *     names the field, and repeats no argument and no value of the environment
   * @throws LimitExceededException when it has more than 1 MiB
   */
  static List<Plugin> read(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException("bytes of a " + KIND, MAX_BYTES);
    }
    JsonNode root = Yaml.tree(bytes, KIND);
    if (!text(root, "kind").equals(KIND) || !text(root, "apiVersion").equals(API)) {
      throw new MalformedException(
          "%s: apiVersion %s and kind %1$s are wanted".formatted(KIND, API));
    }
    List<Plugin> plugins = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode provider : root.path("providers")) {
      String place = "%s: providers[%d].".formatted(KIND, plugins.size());
      Plugin plugin = plugin(provider, place);
      if (!names.add(plugin.name())) {
        throw new MalformedException(place + "name: another provider has this name");
      }
      plugins.add(plugin);
    }
    if (plugins.isEmpty()) {
      throw new MalformedException(KIND + ": providers: at least one is wanted");
    }
    return plugins;
  }

  private static Plugin plugin(JsonNode provider, String place) throws MalformedException {
    String name = text(provider, "name");
    if (!isFileName(name)) {
      throw new MalformedException(
          place + "name: the name of a file in the folder of plugins is wanted");
    }
    String api = text(provider, "apiVersion");
    if (!api.equals(ProviderPlugins.API)) {
      throw new MalformedException(
          place + "apiVersion: only %s is spoken".formatted(ProviderPlugins.API));
    }
    if (text(provider, "defaultCacheDuration").isEmpty()) {
      throw new MalformedException(place + "defaultCacheDuration: it is missing");
    }
    if (!provider.path("tokenAttributes").isMissingNode()) {
      throw new MalformedException(
          place + "tokenAttributes: tokens of service accounts are given to no plugin; remove it");
    }
    return new Plugin(
        name,
        images(provider, place),
        texts(provider, "args", place),
        environment(provider, place));
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c <= ' ' || c == '/' || c == '\\');
  }

  private static List<String> images(JsonNode provider, String place) throws MalformedException {
    List<String> images = texts(provider, "matchImages", place);
    if (images.isEmpty()) {
      throw new MalformedException(place + "matchImages: at least one pattern is wanted");
    }
    for (int i = 0; i < images.size(); i++) {
      if (Location.of(images.get(i)).isEmpty()) {
        throw new MalformedException(
            "%smatchImages[%d]: it is no pattern such as *.dkr.ecr.*.amazonaws.com"
                .formatted(place, i));
      }
    }
    return images;
  }

  private static Map<String, String> environment(JsonNode provider, String place)
      throws MalformedException {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : provider.path("env")) {
      String name = text(variable, "name");
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new MalformedException(
            "%senv[%d].name: the name of a variable is wanted"
                .formatted(place, environment.size()));
      }
      environment.put(name, text(variable, "value"));
    }
    return environment;
  }

  private static List<String> texts(JsonNode node, String field, String place)
      throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node.path(field)) {
      if (!each.isTextual()) {
        throw new MalformedException(
            "%s%s[%d]: a text is wanted".formatted(place, field, texts.size()));
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
