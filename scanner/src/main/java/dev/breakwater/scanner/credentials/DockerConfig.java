package dev.breakwater.scanner.credentials;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's configuration, as {@code ~/.docker/config.json} and the Secrets of {@code
 * imagePullSecrets} hold it.
 *
 * @param auths by what they are for, such as {@code registry.example.com} or {@code
 *     https://index.docker.io/v1/}
 * @param helpers the program {@code docker-credential-...} of each registry
 * @param store the program for all others; empty when there is none
 */
public record DockerConfig(
    Map<String, Credential> auths, Map<String, String> helpers, String store) {
  /** A Secret has at most 1 MiB. */
  private static final int MAX_BYTES = 1 << 20;

  /** Copies the maps, keeping their order. */
  public DockerConfig {
    auths = Collections.unmodifiableMap(new LinkedHashMap<>(auths));
    helpers = Map.copyOf(helpers);
  }

  /**
   * Reads {@code config.json}: the key {@code .dockerconfigjson} of a Secret.
   *
   * @throws MalformedException when it is none; the message repeats nothing of its values
   * @throws LimitExceededException when it has more than 1 MiB
   */
  public static DockerConfig parse(byte[] json) throws MalformedException, LimitExceededException {
    JsonObject root = JsonObject.parse(json, "Docker configuration", MAX_BYTES);
    return new DockerConfig(
        auths(root.objectMap("auths")),
        root.textMap("credHelpers"),
        root.text("credsStore").orElse(""));
  }

  /**
   * Reads the form before it, only the {@code auths}: the key {@code .dockercfg} of a Secret.
   *
   * @throws MalformedException when it is none; the message repeats nothing of its values
   * @throws LimitExceededException when it has more than 1 MiB
   */
  public static DockerConfig parseLegacy(byte[] json)
      throws MalformedException, LimitExceededException {
    return new DockerConfig(
        auths(JsonObject.parse(json, "Docker configuration", MAX_BYTES).objectFields()),
        Map.of(),
        "");
  }

  static Map<String, Credential> auths(Map<String, JsonObject> entries) throws MalformedException {
    Map<String, Credential> auths = new LinkedHashMap<>();
    for (Map.Entry<String, JsonObject> entry : entries.entrySet()) {
      Optional<Credential> credential = credential(entry.getValue());
      credential.ifPresent(c -> auths.put(entry.getKey(), c));
    }
    return auths;
  }

  /** {@code auth} goes before user and password, as in {@code config.go} of the kubelet. */
  private static Optional<Credential> credential(JsonObject entry) throws MalformedException {
    String identity = entry.text("identitytoken").orElse("");
    if (!identity.isEmpty()) {
      return Optional.of(new Credential.IdentityToken(identity));
    }
    String auth = entry.text("auth").orElse("");
    if (!auth.isEmpty()) {
      return Optional.of(decoded(entry, auth));
    }
    String username = entry.text("username").orElse("");
    String password = entry.text("password").orElse("");
    // an empty entry marks a registry whose password a helper keeps
    return username.isEmpty() && password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential.Password(username, password));
  }

  /** Base64, padded or not, of {@code user:password}. */
  private static Credential decoded(JsonObject entry, String auth) throws MalformedException {
    String text;
    try {
      String joined = auth.strip().replace("\n", "").replace("\r", "");
      text = new String(Base64.getDecoder().decode(joined), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(entry + ".auth is not base64");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new MalformedException(entry + ".auth is not user:password");
    }
    return new Credential.Password(text.substring(0, colon), text.substring(colon + 1));
  }

  /** What it is for, without any secret. */
  @Override
  public String toString() {
    return "DockerConfig" + auths.keySet();
  }
}
