package dev.breakwater.cli.version;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.version.VersionScheme;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a version is in a range. */
@Command(
    name = "match",
    customSynopsis = {
      "breakwater version match SCHEME VERSION RANGE",
      "       breakwater version match < LINES"
    },
    description = {
      "Prints true where VERSION is in RANGE, else false, also where one of them cannot be read:"
          + " such a range is none. Without arguments, answers each line of standard input, SCHEME,"
          + " VERSION and RANGE with tabs between them, with one line.",
      "",
      "RANGE is what the packaging system itself reads, such as ^1.2 || 2.x (npm), ~=1.4 (pypi),"
          + " [1.0,2.0) (maven, nuget) or ~> 1.4 (gem), and in every scheme conditions as"
          + " advisories have them: >= 1.0, < 2.0 || = 3.0.",
      ""
    },
    footer = {
      "",
      "Exit status: 0, or 2 where a scheme is unknown, a line has not three fields, or the version"
          + " or range among the arguments cannot be read.",
      "",
      "  breakwater version match npm 1.4.0 \"^1.2.3 || 2.x\"",
      "  breakwater version match pypi 3.1.dev0 \"<3.1\"",
      "  breakwater version match < ranges.tsv"
    })
public final class MatchCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "SCHEME VERSION RANGE",
      hideParamSyntax = true,
      description = "The packaging system as in version compare, a version and a range, in quotes.")
  private List<String> arguments = List.of();

  /** The command on that console. */
  public MatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Questions(
            console, spec, List.of("SCHEME", "VERSION", "RANGE"), MatchCommand::matches, "false")
        .answer(arguments, ExitStatus.BAD_INPUT);
  }

  private static Parsed<String> matches(VersionScheme scheme, String version, String range) {
    return switch (scheme.matches(version, range)) {
      case Parsed.Valid<Boolean>(Boolean isIn) -> new Parsed.Valid<>(isIn.toString());
      case Parsed.Invalid<Boolean>(String reason) -> new Parsed.Invalid<>(reason);
    };
  }
}
