package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code breakwater db info}: how old the advisories are, and where they come from. */
@Command(
    name = "info",
    description = {"Says how old the advisories are, and which feeds they come from.", ""},
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
    Path path =
        database.isEmpty() ? CacheFolders.of(System.getenv()).database().path() : Path.of(database);
    try (AdvisoryDatabase opened = AdvisoryDatabase.open(path)) {
      console
          .out()
          .println(
              "collected    "
                  + opened.metadata().updatedAt().map(Instant::toString).orElse("unknown"));
      console
          .out()
          .println(
              "next due     "
                  + opened.metadata().nextUpdate().map(Instant::toString).orElse("unknown"));
      opened.feeds().forEach(feed -> console.out().println("feed         " + feed));
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
}
