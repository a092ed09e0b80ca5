package dev.breakwater.cli.explain;

import dev.breakwater.cli.console.Console;
import picocli.CommandLine.Command;

/** Explain. */
@Command(name = "explain")
public final class ExplainCommand implements Runnable {
  /** The command on that console. */
  public ExplainCommand(Console console) {
    console.out().flush();
  }

  @Override
  public void run() {}
}
