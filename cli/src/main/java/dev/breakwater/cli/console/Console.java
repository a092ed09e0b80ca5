package dev.breakwater.cli.console;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and prints.
 *
 * @param in standard input
 * @param out for results
 * @param err for what the user should know besides
 * @param colour whether {@code out} is a terminal that shows colours
 * @param progress for what takes long
 */
public record Console(
    InputStream in, PrintStream out, PrintStream err, boolean colour, Progress progress) {
  /** Nothing that is printed for people is wider than that. */
  public static final int COLUMNS = 100;

  /** Says something about the run that is no result: {@code breakwater: message}. */
  public void say(String message) {
    tell("breakwater: " + message);
  }

  /**
   * Prints a line besides the results. What would move a terminal's cursor is made visible: much of
   * what is told comes from files that somebody else wrote.
   */
  public void tell(String line) {
    progress.clear();
    err.println(Wrapping.printable(line));
  }
}
