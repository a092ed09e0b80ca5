package dev.breakwater.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line client, as one user. */
public final class Kubectl {
  private final Path executable;
  private final Path kubeconfig;
  private final Path scratch;

  Kubectl(Path executable, Path kubeconfig, Path scratch) {
    this.executable = executable;
    this.kubeconfig = kubeconfig;
    this.scratch = scratch;
  }

  /** What a command printed, and its exit code. */
  public record Result(int exitCode, String output, String error) {
    /** The standard output; fails with the standard error when the command failed. */
    public String orFail() {
      if (exitCode != 0) {
        throw new AssertionError("kubectl: exit code " + exitCode + ": " + error);
      }
      return output;
    }
  }

  /** Runs {@code kubectl} with these arguments and an empty standard input. */
  public Result run(String... arguments) {
    return runWithInput("", arguments);
  }

  /**
   * Runs {@code kubectl} with a document on standard input: {@code runWithInput(yaml, "apply",
   * "-f", "-")}.
   */
  public Result runWithInput(String input, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(executable.toString(), "--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of(arguments));
    try {
      // Through files: whatever the command writes first, nothing can block.
      Path folder = Files.createTempDirectory(scratch, "kubectl");
      Path in = Files.writeString(folder.resolve("in"), input);
      Path out = folder.resolve("out");
      Path error = folder.resolve("error");
      int exitCode =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(error.toFile())
              .start()
              .waitFor();
      return new Result(exitCode, Files.readString(out), Files.readString(error));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl was running", stop);
    }
  }
}
