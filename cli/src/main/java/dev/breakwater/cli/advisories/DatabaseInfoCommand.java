package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.ExploitationFeed;
import dev.breakwater.scanner.advisory.ExploitationFolder;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.java.TrivyJavaIndex;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code breakwater db info}: how old the advisories are, and where they come from. */
@Command(
    name = "info",
    description = {
      "Says how old the advisories are, and which feeds they come from; of the index of Java"
          + " archives and the feeds about exploitation too, where they were fetched.",
      ""
    },
    footer = {"", "Exit status: 0 told, 2 there is no database."})
public final class DatabaseInfoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--db",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "trivy.db, a folder that holds it, or db.tar.gz. Default: what breakwater db update"
              + " fetched.")
  private String database = "";

  /** The command on that console. */
  public DatabaseInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CacheFolders folders = CacheFolders.of(System.getenv());
    Path path = database.isEmpty() ? folders.database().path() : Path.of(database);
    try (AdvisoryDatabase opened = AdvisoryDatabase.open(path)) {
      say("collected", when(opened.metadata().updatedAt()));
      say("next due", when(opened.metadata().nextUpdate()));
      opened.feeds().forEach(feed -> say("feed", feed));
      sayJavaIndex(folders.javaIndex());
      sayExploitation(folders.exploitation());
      return ExitStatus.CLEAN;
    } catch (NoSuchFileException e) {
      console.say(
          path
              + ": there is no database; fetch one with breakwater db update, or name one with"
              + " --db");
      return ExitStatus.BAD_INPUT;
    } catch (IOException e) {
      console.say(path + ": " + e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
  }

  private void sayJavaIndex(DatabaseFolder<TrivyJavaIndex> folder) throws IOException {
    if (folder.isPresent()) {
      try (TrivyJavaIndex index = folder.open()) {
        say(
            "Java index",
            "collected %s, next due %s"
                .formatted(
                    when(index.metadata().updatedAt()), when(index.metadata().nextUpdate())));
      }
    }
  }

  private void sayExploitation(ExploitationFolder folder) throws IOException {
    Exploitation exploitation = folder.open();
    for (ExploitationFeed feed : ExploitationFeed.values()) {
      if (folder.isPresent(feed)) {
        say(feed.name(), "published " + when(exploitation.published(feed)));
      }
    }
  }

  private void say(String what, String value) {
    console.out().println("%-13s%s".formatted(what, value));
  }

  private static String when(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("unknown");
  }
}
