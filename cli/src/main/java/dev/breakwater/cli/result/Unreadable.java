package dev.breakwater.cli.result;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.scanner.source.PullException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What the user named, and what cannot be read. */
public final class Unreadable {
  private Unreadable() {}

  /**
   * Says on standard error why {@code name} cannot be read.
   *
   * @return what the process ends with
   */
  public static int say(Console console, String name, IOException failure) {
    console.say(name + ": " + reason(name, failure));
    return ExitStatus.BAD_INPUT;
  }

  private static String reason(String name, IOException failure) {
    return switch (failure) {
      case PullException pull -> pull.failure() + ": " + pull.getMessage();
      case NoSuchFileException missing when missing.getReason() == null ->
          missing.getFile().equals(name)
              ? "does not exist: correct the path"
              : missing.getFile() + " does not exist: correct the path";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
