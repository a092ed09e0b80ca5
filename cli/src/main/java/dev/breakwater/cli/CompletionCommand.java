package dev.breakwater.cli;

import dev.breakwater.cli.console.Console;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = {"Prints a script that completes commands and options in bash and zsh.", ""},
    footer = {"", "  source <(breakwater completion)"})
final class CompletionCommand implements Runnable {
  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().print(AutoComplete.bash("breakwater", Cli.commands(console)));
  }
}
