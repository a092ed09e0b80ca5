package dev.breakwater.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A running server with a log file. It never outlives this JVM, not even when the JVM is killed.
 */
final class Program {
  private final String name;
  private final Path log;
  private final Process process;
  private final Process watch;

  private Program(String name, Path log, Process process, Process watch) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.watch = watch;
  }

  /** Starts the program and returns at once; its output is appended to the log. */
  static Program start(Path executable, List<String> arguments, Path log) {
    return start(executable, arguments, Map.of(), log);
  }

  /** The same, with these variables beside those of this JVM. */
  static Program start(
      Path executable, List<String> arguments, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(arguments);
    try {
      ProcessBuilder server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      server.environment().putAll(environment);
      Process process = server.start();
      // Reads until this JVM is gone, however it goes, and then takes the server with it.
      Process watch =
          new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -9 " + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Program(executable.getFileName().toString(), log, process, watch);
    } catch (IOException notStarted) {
      throw new UncheckedIOException("cannot start " + executable, notStarted);
    }
  }

  /**
   * Waits until the condition holds; fails early, with the end of the log, when the program ends.
   */
  void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (ended(50)) {
        throw new IllegalStateException(name + " ended before " + what + ":\n" + endOfLog());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            what + " not within " + patience.toSeconds() + " s:\n" + endOfLog());
      }
    }
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Kills it at once, as a power cut would, and waits until it is gone. */
  void kill() {
    watch.destroyForcibly();
    process.destroyForcibly();
    if (!ended(10_000)) {
      throw new IllegalStateException(name + " does not die");
    }
  }

  private boolean ended(long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, stop);
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException unreadable) {
      return log + ": " + unreadable;
    }
  }
}
