package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.language.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Lock files that are a list in JSON, YAML or TOML: of Conan, Swift, CocoaPods, Dart and Julia. */
final class TreeLocks {

  private TreeLocks() {}

  /** Conan: the graph of version 1, or {@code requires} of version 2 without what only builds. */
  static Collection<Declared> readConan(byte[] content) throws IOException {
    JsonNode lock = Json.tree(content, "conan.lock");
    List<Declared> found = new ArrayList<>();
    for (JsonNode node : lock.path("graph_lock").path("nodes")) {
      addConan(found, Json.text(node, "ref"));
    }
    for (JsonNode reference : lock.path("requires")) {
      addConan(found, reference.asText(""));
    }
    return found;
  }

  /** {@code name/version@user/channel#revision}. */
  private static void addConan(List<Declared> found, String reference) {
    String[] parts = before(before(reference, "@"), "#").split("/", -1);
    if (parts.length == 2) {
      add(found, PackageType.CONAN, parts[0], parts[1]);
    }
  }

  /** Swift: the name is the address of the repository; a branch stands for a version. */
  static Collection<Declared> readSwift(byte[] content) throws IOException {
    JsonNode lock = Json.tree(content, "Package.resolved");
    boolean first = lock.path("version").asInt() <= 1;
    List<Declared> found = new ArrayList<>();
    for (JsonNode pin : first ? lock.path("object").path("pins") : lock.path("pins")) {
      String address = Json.text(pin, first ? "repositoryURL" : "location");
      String name = address.startsWith("https://") ? address.substring(8) : address;
      String version = Json.text(pin.path("state"), "version");
      add(
          found,
          PackageType.SWIFT,
          name.endsWith(".git") ? name.substring(0, name.length() - 4) : name,
          version.isEmpty() ? Json.text(pin.path("state"), "branch") : version);
    }
    return found;
  }

  /** CocoaPods: {@code Name (version)}, as a key when it has dependencies. */
  static Collection<Declared> readPodfile(byte[] content) throws IOException {
    List<Declared> found = new ArrayList<>();
    for (JsonNode pod : Yaml.tree(content, "Podfile.lock").path("PODS")) {
      List<String> texts = new ArrayList<>(List.of(pod.asText("")));
      pod.fieldNames().forEachRemaining(texts::add);
      for (String text : texts) {
        int open = text.indexOf(" (");
        if (open > 0 && text.endsWith(")")) {
          add(
              found,
              PackageType.COCOAPODS,
              text.substring(0, open),
              text.substring(open + 2, text.length() - 1).strip());
        }
      }
    }
    return found;
  }

  /** Dart: what the project needs directly for development is left out. */
  static Collection<Declared> readPubspec(byte[] content) throws IOException {
    List<Declared> found = new ArrayList<>();
    JsonNode packages = Yaml.tree(content, "pubspec.lock").path("packages");
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      if (!Json.text(each.getValue(), "dependency").equals("direct dev")) {
        add(found, PackageType.PUB, each.getKey(), Json.text(each.getValue(), "version"));
      }
    }
    return found;
  }

  /** Julia: a package without a version is part of Julia, and has its version. */
  static Collection<Declared> readJulia(byte[] content) throws IOException {
    JsonNode manifest = Toml.tree(content, "Manifest.toml");
    String julia = Json.text(manifest, "julia_version");
    JsonNode packages = manifest.has("manifest_format") ? manifest.path("deps") : manifest;
    List<Declared> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      for (JsonNode one : each.getValue()) {
        if (one.has("uuid")) {
          String version = Json.text(one, "version");
          add(found, PackageType.JULIA, each.getKey(), version.isEmpty() ? julia : version);
        }
      }
    }
    return found;
  }

  private static void add(List<Declared> found, PackageType type, String name, String version) {
    if (!name.isEmpty() && !version.isEmpty()) {
      found.add(new Declared(type, name, version));
    }
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
