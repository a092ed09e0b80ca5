package dev.breakwater.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "breakwater",
    versionProvider = Version.class,
    description = {
      "Says what is wrong with Kubernetes workloads and with images, and what to do about it: the"
          + " same judgement as the Breakwater operator, on files or on a cluster.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 nothing found, 1 something found, 2 bad input, 3 a mistake in breakwater.",
      "",
      "  breakwater scan manifests/",
      "  helm template . | breakwater scan --fail-on High -",
      "  breakwater image registry.example.com/shop/cart:1.4",
      "  breakwater explain BW-HOST-001"
    })
final class BreakwaterCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: scan or image, for example; breakwater --help lists all");
  }
}
