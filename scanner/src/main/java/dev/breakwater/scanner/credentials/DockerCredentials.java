package dev.breakwater.scanner.credentials;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials of a person's {@code config.json}: the helper of the registry, else the store for
 * all registries, then what the file itself says (<a
 * href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">credential
 * stores</a>; the protocol is that of {@code github.com/docker/docker-credential-helpers}). Helpers
 * are found on the {@code PATH}.
 */
public final class DockerCredentials implements Credentials {
  private static final String DOCKER_HUB = "docker.io/";
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";
  private static final String IDENTITY_TOKEN = "<token>";
  private static final int MAX_BYTES = 1 << 20;

  private final DockerConfig config;
  private final Keyring keyring;
  private final Duration timeout;

  /**
   * Credentials of a configuration.
   *
   * @param timeout for each answer of a helper
   */
  public DockerCredentials(DockerConfig config, Duration timeout) {
    this.config = config;
    this.keyring = Keyring.of(List.of(config));
    this.timeout = timeout;
  }

  @Override
  public List<Credential> find(String name) throws PullException {
    String host = name.substring(0, Math.max(0, name.indexOf('/')));
    String server = name.startsWith(DOCKER_HUB) ? DOCKER_HUB_KEY : host;
    String helper =
        config.helpers().getOrDefault(server, config.helpers().getOrDefault(host, config.store()));
    Optional<Credential> kept = helper.isEmpty() ? Optional.empty() : ask(helper, server);
    return kept.isPresent() ? List.of(kept.get()) : keyring.find(name);
  }

  private Optional<Credential> ask(String helper, String server) throws PullException {
    boolean legal =
        helper
            .chars()
            .allMatch(
                c -> c == '-' || c == '_' || c == '.' || (c < 128 && Character.isLetterOrDigit(c)));
    if (!legal) {
      throw new PullException(
          PullFailure.CREDENTIALS_FAILED,
          "a credential helper of the Docker configuration is no name of a program; write the part"
              + " behind docker-credential-");
    }
    String program = "docker-credential-" + helper;
    Program.Result result =
        new Program(List.of(program, "get"), Map.of(), timeout)
            .ask(server.getBytes(StandardCharsets.UTF_8));
    // it ends with 1 when it has nothing, and says so in words only
    return result.status() == 0 ? read(program, result.text().bytes()) : Optional.empty();
  }

  private static Optional<Credential> read(String program, byte[] json) throws PullException {
    try {
      JsonObject answer = JsonObject.parse(json, "answer", MAX_BYTES);
      String username = answer.text("Username").orElse("");
      String secret = answer.text("Secret").orElse("");
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          username.equals(IDENTITY_TOKEN)
              ? new Credential.IdentityToken(secret)
              : new Credential.Password(username, secret));
    } catch (IOException e) {
      throw new PullException(
          PullFailure.CREDENTIALS_FAILED, "the program " + program + ": " + e.getMessage());
    }
  }
}
