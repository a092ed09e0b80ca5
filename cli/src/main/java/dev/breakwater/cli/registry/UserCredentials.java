package dev.breakwater.cli.registry;

import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.credentials.DockerConfig;
import dev.breakwater.scanner.credentials.DockerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code docker login} left for the user. */
public final class UserCredentials {
  private static final Duration HELPER = Duration.ofSeconds(20);

  private UserCredentials() {}

  /**
   * The credentials of {@code $DOCKER_CONFIG/config.json}, or of {@code ~/.docker/config.json};
   * none where that is not there.
   *
   * @throws IOException when the file cannot be read
   */
  public static Credentials of(Map<String, String> environment) throws IOException {
    String folder = environment.getOrDefault("DOCKER_CONFIG", "");
    Path file =
        (folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "."), ".docker")
                : Path.of(folder))
            .resolve("config.json");
    return Files.exists(file)
        ? new DockerCredentials(DockerConfig.parse(Files.readAllBytes(file)), HELPER)
        : _ -> List.of();
  }
}
