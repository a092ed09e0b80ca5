package dev.breakwater.cli.version;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.version.Order;
import dev.breakwater.scanner.version.VersionScheme;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two versions. */
@Command(
    name = "compare",
    customSynopsis = {
      "breakwater version compare SCHEME A B",
      "       breakwater version compare < LINES"
    },
    description = {
      "Prints how A stands to B: < for earlier, = for neither, > for later, and invalid where one"
          + " of them is no version of the scheme. Without arguments, answers each line of standard"
          + " input, SCHEME, A and B with tabs between them, with one line.",
      ""
    },
    footer = {
      "",
      "Schemes: apk, deb, amazon (rpm packages by dpkg's rules), rpm, maven, pypi, npm, semver,"
          + " gem,",
      "nuget, composer, golang, generic, cargo, julia, swift, cocoapods, conan, pub, erlang,"
          + " bitnami,",
      "k8s.",
      "",
      "Exit status: 0, or 2 where a scheme is unknown or a line has not three fields.",
      "",
      "  breakwater version compare deb 1.0~rc1-1 1.0-1",
      "  breakwater version compare < versions.tsv"
    })
public final class CompareCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "SCHEME A B",
      hideParamSyntax = true,
      description = "The packaging system, and two versions.")
  private List<String> arguments = List.of();

  /** The command on that console. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Questions(
            console, spec, List.of("SCHEME", "A", "B"), CompareCommand::symbol, "invalid")
        .answer(arguments, ExitStatus.CLEAN);
  }

  private static Parsed<String> symbol(VersionScheme scheme, String a, String b) {
    return switch (scheme.compare(a, b)) {
      case Parsed.Valid<Order>(Order order) -> new Parsed.Valid<>(order.symbol());
      case Parsed.Invalid<Order>(String reason) -> new Parsed.Invalid<>(reason);
    };
  }
}
