package dev.breakwater.cli.advisories;

import dev.breakwater.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options {@code --db} and {@code --osv}: what packages are compared with. */
public final class AdvisoryOptions {
  @Option(
      names = "--db",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "Advisories of trivy-db: trivy.db, a folder that holds it, or db.tar.gz. Default: what"
              + " breakwater db update fetched.")
  private String database = "";

  @Option(
      names = "--osv",
      paramLabel = "PATH",
      description =
          "Advisories in the OSV format: JSON, YAML, zips, or folders of them; they fill what the"
              + " database lacks. Several times for several.")
  private List<Path> osv = List.of();

  /** Whether the user named any. */
  public boolean isGiven() {
    return !database.isEmpty() || !osv.isEmpty();
  }

  /**
   * Opens what the user has.
   *
   * @param console is told what cannot be read of it
   * @throws IOException when what was named cannot be read
   */
  public Advisories open(Console console) throws IOException {
    return Advisories.of(database, osv, console);
  }
}
