package dev.breakwater.operator.image;

import dev.breakwater.operator.image.Puller.SecretRef;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.credentials.DockerConfig;
import dev.breakwater.scanner.credentials.Keyring;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials of one puller: its Secrets are read by name at the moment in which a registry
 * asks for them, and forgotten with this object.
 */
final class PullSecrets implements Credentials {
  private static final int FORBIDDEN = 403;

  private final KubernetesClient client;
  private final Puller puller;
  private final List<String> problems = new ArrayList<>();

  PullSecrets(KubernetesClient client, Puller puller) {
    this.client = client;
    this.puller = puller;
  }

  @Override
  public synchronized List<Credential> find(String name) {
    problems.clear();
    List<DockerConfig> configs = new ArrayList<>();
    for (SecretRef secret : puller.secrets()) {
      read(secret).ifPresent(configs::add);
    }
    return Keyring.of(configs).find(name);
  }

  /** Which Secrets could not be used, and why; without anything of what they hold. */
  synchronized String problems() {
    return String.join("; ", problems);
  }

  private Optional<DockerConfig> read(SecretRef ref) {
    try {
      Secret secret = client.secrets().inNamespace(ref.namespace()).withName(ref.name()).get();
      if (secret == null) {
        return unusable(ref, "is not there");
      }
      return config(ref, secret);
    } catch (KubernetesClientException e) {
      return unusable(
          ref,
          e.getCode() == FORBIDDEN
              ? "may not be read: name its namespace in the chart's imageScans.pullSecrets"
              : "could not be read: " + e.getMessage());
    }
  }

  private Optional<DockerConfig> config(SecretRef ref, Secret secret) {
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    try {
      Optional<byte[]> current = decoded(data, ".dockerconfigjson");
      if (current.isPresent()) {
        return Optional.of(DockerConfig.parse(current.get()));
      }
      Optional<byte[]> legacy = decoded(data, ".dockercfg");
      if (legacy.isPresent()) {
        return Optional.of(DockerConfig.parseLegacy(legacy.get()));
      }
    } catch (IOException | IllegalArgumentException e) {
      return unusable(ref, "is not readable: " + e.getMessage());
    }
    return unusable(ref, "has neither .dockerconfigjson nor .dockercfg");
  }

  private static Optional<byte[]> decoded(Map<String, String> data, String key) {
    return Optional.ofNullable(data.get(key)).map(Base64.getDecoder()::decode);
  }

  private Optional<DockerConfig> unusable(SecretRef ref, String why) {
    problems.add("the Secret " + ref + " " + why);
    return Optional.empty();
  }
}
