package dev.breakwater.operator.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of this repository, run to its end. */
record Command(Path executable, Map<String, String> environment) {
  /** What it printed on both outputs, and its exit code. */
  record Result(int exitCode, String output) {
    /** The output; fails with it when the program failed. */
    String orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + ": " + output);
      }
      return output;
    }
  }

  /** The program at {@code path} below the top of the repository. */
  static Command ofRepository(String path) {
    return new Command(repository().resolve(path), Map.of());
  }

  /** helm, as a user of the cluster in {@code kubeconfig}; keeps what it keeps in {@code home}. */
  static Command helm(Path kubeconfig, Path home) {
    Result found = ofRepository("dev/helm").run();
    List<String> lines = found.orFail().lines().toList();
    return new Command(
        Path.of(lines.getLast()),
        Map.of(
            "KUBECONFIG", kubeconfig.toString(),
            "HELM_CACHE_HOME", home.resolve("cache").toString(),
            "HELM_CONFIG_HOME", home.resolve("config").toString(),
            "HELM_DATA_HOME", home.resolve("data").toString()));
  }

  /** The top of the repository. */
  static Path repository() {
    return Path.of(System.getProperty("breakwater.root"));
  }

  /** Runs it with these arguments in the repository's top folder. */
  Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(repository().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + executable + " was running", stop);
    }
  }
}
