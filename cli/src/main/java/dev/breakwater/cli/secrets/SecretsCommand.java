package dev.breakwater.cli.secrets;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.result.FailOn;
import dev.breakwater.cli.result.Format;
import dev.breakwater.cli.result.Result;
import dev.breakwater.cli.result.Unreadable;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code breakwater secrets}: searches files for secrets. */
@Command(
    name = "secrets",
    description = {
      "Says which files give a secret away: the rule, the line and a masked excerpt, never the"
          + " value. The rules are those by which images are searched.",
      ""
    },
    footer = {
      "",
      "In folders, tests, examples, documentation, lock files, node_modules and vendor are passed"
          + " over; a file that is named itself is always searched.",
      "",
      "Exit status: 0 nothing found, 1 something found, 2 arguments are wrong or the path cannot be"
          + " read.",
      "",
      "  breakwater secrets .",
      "  breakwater secrets .env --fail-on High"
    })
public final class SecretsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PATH", description = "A file, or a folder with all that is below it.")
  private String path = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or sarif (2.1.0). Default: table.")
  private Output output = Output.TABLE;

  @Mixin private FailOn failOn = new FailOn();

  /** The formats that can tell of secrets. */
  enum Output {
    TABLE(Format.TABLE),
    JSON(Format.JSON),
    SARIF(Format.SARIF);

    private final Format format;

    Output(Format format) {
      this.format = format;
    }
  }

  /** The command on that console. */
  public SecretsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    failOn.threshold();
    Path root = Path.of(path);
    boolean folder = Files.isDirectory(root);
    try {
      ImageFacts facts = folder ? SecretFiles.below(root) : SecretFiles.in(root);
      Result result =
          Result.of(
              path,
              folder ? Result.Sort.FOLDER : Result.Sort.FILE,
              EnumSet.of(Part.SECRETS),
              facts);
      output.format.print(result, console);
      return failOn.status(result);
    } catch (IOException e) {
      return Unreadable.say(console, path, e);
    }
  }
}
