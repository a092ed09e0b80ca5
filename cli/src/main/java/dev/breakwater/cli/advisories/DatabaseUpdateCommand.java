package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.registry.UserCredentials;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.DatabaseUpdate;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.registry.Proxies;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater db update}: fetches the advisory database. */
@Command(
    name = "update",
    description = {
      "Fetches the advisory database from the first source that has it. When none has, the one at",
      "hand stays.",
      ""
    },
    footer = {"", "Exit status: 0 fetched, 2 no source has it."})
public final class DatabaseUpdateCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--source",
      paramLabel = "REFERENCE",
      description =
          "Where it is published: an own mirror, for example. Several times for several, asked in"
              + " their order. Default: mirror.gcr.io/aquasec/trivy-db:2, then"
              + " ghcr.io/aquasecurity/trivy-db:2.")
  private List<String> sources = AdvisoryDatabase.FORM.usualSources();

  @Option(
      names = "--insecure",
      paramLabel = "HOST",
      description = "A registry, with its port, that may be asked over http.")
  private Set<String> insecure = Set.of();

  /** The command on that console. */
  public DatabaseUpdateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<ImageReference> references = sources.stream().map(this::reference).toList();
    DatabaseFolder<AdvisoryDatabase> folder = CacheFolders.of(System.getenv()).database();
    try {
      RegistryOptions options =
          RegistryOptions.standard()
              .withInsecure(insecure)
              .withProxies(Proxies.of(System.getenv()));
      try (RegistryClient registries = new RegistryClient(options)) {
        ImageReference source =
            new DatabaseUpdate(registries, UserCredentials.of(System.getenv()))
                .fetch(references, folder);
        console.out().println("fetched from " + source);
        return ExitStatus.CLEAN;
      }
    } catch (IOException e) {
      console.say(String.valueOf(e.getMessage()));
      return ExitStatus.BAD_INPUT;
    }
  }

  private ImageReference reference(String text) {
    return switch (ImageReference.parse(text)) {
      case Parsed.Valid<ImageReference>(ImageReference valid) -> valid;
      case Parsed.Invalid<ImageReference>(String reason) ->
          throw new ParameterException(spec.commandLine(), "--source: " + reason);
    };
  }
}
