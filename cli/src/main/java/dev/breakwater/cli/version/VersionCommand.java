package dev.breakwater.cli.version;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything about the versions of packages. */
@Command(
    name = "version",
    description = {
      "Says how versions of packages are ordered, and which a range means, exactly as the packaging"
          + " system itself does. Advisories are matched by the same rules.",
      ""
    })
public final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name what you want to know: version compare or version match");
  }
}
