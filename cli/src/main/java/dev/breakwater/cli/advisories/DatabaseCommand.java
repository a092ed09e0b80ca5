package dev.breakwater.cli.advisories;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater db}: the advisories that images are compared with. */
@Command(
    name = "db",
    description = {
      "Fetches the advisories that images are compared with, and tells their age.",
      ""
    })
public final class DatabaseCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to do: db update or db info");
  }
}
