package dev.breakwater.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the programs of Kubernetes are: {@code dev/control-plane assets} finds, downloads or builds
 * them.
 */
final class Assets {
  private Assets() {}

  /**
   * The folder with these programs, of the version in the system property {@code
   * kubernetes.version}.
   */
  static Path folderOf(String... programs) {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("dev/control-plane").toString());
    command.add("assets");
    command.addAll(List.of(programs));
    String version = System.getProperty("kubernetes.version", "");
    if (!version.isEmpty()) {
      command.add("--kubernetes-version");
      command.add(version);
    }
    try {
      // Its standard error is the progress of a build that may take minutes: for the reader.
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String folder =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed; what it printed says why");
      }
      return Path.of(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while programs were looked for", stop);
    }
  }

  /**
   * The folder of the whole project, from the system property {@code breakwater.root} that the
   * build sets.
   */
  static Path root() {
    String root = System.getProperty("breakwater.root", "");
    if (root.isEmpty()) {
      throw new IllegalStateException(
          "run the test with -Dbreakwater.root=FOLDER OF THE PROJECT; mvn does");
    }
    return Path.of(root);
  }
}
