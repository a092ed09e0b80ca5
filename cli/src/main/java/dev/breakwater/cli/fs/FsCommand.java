package dev.breakwater.cli.fs;

import dev.breakwater.cli.advisories.Advisories;
import dev.breakwater.cli.advisories.AdvisoryOptions;
import dev.breakwater.cli.advisories.VexOption;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.result.FailOn;
import dev.breakwater.cli.result.Format;
import dev.breakwater.cli.result.Result;
import dev.breakwater.cli.result.Unreadable;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.Vex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater fs}: compares what lock files name with advisories. */
@Command(
    name = "fs",
    description = {
      "Says which packages the lock files of a source tree name, and which of them have known"
          + " vulnerabilities. What is needed for development only is left out. Nothing is run, and"
          + " nothing is asked over the network.",
      ""
    },
    footer = {
      "",
      "Read are: package-lock.json, npm-shrinkwrap.json, yarn.lock, pnpm-lock.yaml, bun.lock;",
      "requirements.txt, Pipfile.lock, poetry.lock, uv.lock, pdm.lock; go.mod; Cargo.lock;"
          + " pom.xml,",
      "gradle.lockfile; Gemfile.lock; composer.lock; packages.lock.json, packages.config,",
      "*.deps.json; conan.lock; mix.lock; pubspec.lock; Package.resolved, Podfile.lock;",
      "Manifest.toml. Hidden folders, node_modules and vendor are passed over.",
      "",
      "Exit status: 0 nothing found, 1 something found, 2 arguments are wrong or the folder cannot"
          + " be read.",
      "",
      "  breakwater fs .",
      "  breakwater fs services/cart --fail-on High -o sarif"
    })
public final class FsCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder, with all folders below it.")
  private String folder = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, sarif (2.1.0), cyclonedx (1.6) or spdx (2.3). Default: table.")
  private Format format = Format.TABLE;

  @Mixin private AdvisoryOptions advisories = new AdvisoryOptions();
  @Mixin private VexOption vex = new VexOption();
  @Mixin private FailOn failOn = new FailOn();

  /** The command on that console. */
  public FsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    failOn.threshold();
    Path root = Path.of(folder);
    if (!Files.isDirectory(root)) {
      throw new ParameterException(
          spec.commandLine(), "DIR: \"%s\" is no folder; name a source tree".formatted(folder));
    }
    try (Advisories known = advisories.open(console)) {
      List<Vex> statements = vex.read();
      ImageFacts facts = SourceFolder.read(root);
      Result result =
          known.judge(
              Result.of(folder, Result.Sort.FOLDER, EnumSet.of(Part.PACKAGES), facts),
              Set.of(folder),
              statements);
      format.print(result, console);
      if (facts.packages().isEmpty() && facts.problems().isEmpty()) {
        console.say("there is no lock file with packages in " + folder);
      }
      return failOn.status(result);
    } catch (IOException e) {
      return Unreadable.say(console, folder, e);
    }
  }
}
