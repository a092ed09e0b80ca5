package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.registry.UserCredentials;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.DatabaseUpdate;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.ExploitationFeed;
import dev.breakwater.scanner.database.Database;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.java.TrivyJavaIndex;
import dev.breakwater.scanner.registry.Proxies;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater db update}: fetches what packages are compared with. */
@Command(
    name = "update",
    description = {
      "Fetches the advisory database from the first source that has it, and what else is asked for."
          + " What no source has stays as it is at hand.",
      ""
    },
    footer = {"", "Exit status: 0 all fetched, 2 something has no source that works."})
public final class DatabaseUpdateCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--source",
      paramLabel = "REFERENCE",
      description =
          "Where the database is published: an own mirror, for example. Several times for several,"
              + " asked in their order. Default: mirror.gcr.io/aquasec/trivy-db:2, then"
              + " ghcr.io/aquasecurity/trivy-db:2.")
  private List<String> sources = AdvisoryDatabase.FORM.usualSources();

  @Option(
      names = "--java",
      description =
          "Fetch the index of Java archives too, when the next one is due. It tells archives apart"
              + " that name themselves nowhere.")
  private boolean java;

  @Option(
      names = "--java-source",
      paramLabel = "REFERENCE",
      description =
          "Where that index is published. Several times for several. Default:"
              + " mirror.gcr.io/aquasec/trivy-java-db:1, then"
              + " ghcr.io/aquasecurity/trivy-java-db:1.")
  private List<String> javaSources = TrivyJavaIndex.FORM.usualSources();

  @Option(
      names = "--exploitation",
      description =
          "Fetch CISA's catalogue of known exploited vulnerabilities (KEV) and FIRST's forecast of"
              + " exploitation (EPSS) too.")
  private boolean exploitation;

  @Option(
      names = "--kev-source",
      paramLabel = "URL",
      description = "Where that catalogue is published, https. Default: cisa.gov.")
  private List<URI> kevSources = ExploitationFeed.KEV.usualSources();

  @Option(
      names = "--epss-source",
      paramLabel = "URL",
      description = "Where that forecast is published, https. Default: epss.empiricalsecurity.com.")
  private List<URI> epssSources = ExploitationFeed.EPSS.usualSources();

  @Option(
      names = "--insecure",
      paramLabel = "HOST",
      description = "A registry or server, with its port, that may be asked over http.")
  private Set<String> insecure = Set.of();

  /** The command on that console. */
  public DatabaseUpdateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<ImageReference> advisories = references("--source", sources);
    List<ImageReference> indexes = references("--java-source", javaSources);
    CacheFolders folders = CacheFolders.of(System.getenv());
    boolean complete = true;
    try (RegistryClient registries = new RegistryClient(options())) {
      DatabaseUpdate update = new DatabaseUpdate(registries, UserCredentials.of(System.getenv()));
      complete = fetch("advisory database", () -> update.fetch(advisories, folders.database()));
      if (java) {
        complete &= fetchIfDue(update, indexes, folders.javaIndex());
      }
      for (ExploitationFeed feed : feeds()) {
        List<URI> from =
            switch (feed) {
              case KEV -> kevSources;
              case EPSS -> epssSources;
            };
        complete &= fetch(feed.name(), () -> update.fetch(from, feed, folders.exploitation()));
      }
    } catch (IOException e) {
      console.say(String.valueOf(e.getMessage()));
      complete = false;
    }
    return complete ? ExitStatus.CLEAN : ExitStatus.BAD_INPUT;
  }

  private List<ExploitationFeed> feeds() {
    return exploitation ? List.of(ExploitationFeed.values()) : List.of();
  }

  private RegistryOptions options() throws IOException {
    return RegistryOptions.standard()
        .withInsecure(insecure)
        .withProxies(Proxies.of(System.getenv()));
  }

  private interface Fetch {
    Object from() throws IOException;
  }

  /** False when no source has it: the reason is said, and the others are still fetched. */
  private boolean fetch(String what, Fetch fetch) {
    try {
      Object source = fetch.from();
      console.out().println("%s: fetched from %s".formatted(what, source));
      return true;
    } catch (IOException e) {
      console.say(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** It is large, and made anew once a week. */
  private <T extends Database> boolean fetchIfDue(
      DatabaseUpdate update, List<ImageReference> from, DatabaseFolder<T> folder) {
    Optional<Instant> next = nextUpdate(folder).filter(Instant.now()::isBefore);
    if (next.isPresent()) {
      console
          .out()
          .println("%s: the next one is due %s".formatted(folder.form().title(), next.get()));
      return true;
    }
    return fetch(folder.form().title(), () -> update.fetch(from, folder));
  }

  /** Of one that cannot be read it is empty: then it is fetched anew. */
  private static <T extends Database> Optional<Instant> nextUpdate(DatabaseFolder<T> folder) {
    if (!folder.isPresent()) {
      return Optional.empty();
    }
    try (T database = folder.open()) {
      return database.metadata().nextUpdate();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<ImageReference> references(String option, List<String> texts) {
    return texts.stream().map(text -> reference(option, text)).toList();
  }

  private ImageReference reference(String option, String text) {
    return switch (ImageReference.parse(text)) {
      case Parsed.Valid<ImageReference>(ImageReference valid) -> valid;
      case Parsed.Invalid<ImageReference>(String reason) ->
          throw new ParameterException(spec.commandLine(), option + ": " + reason);
    };
  }
}
