package dev.breakwater.cli.advisories;

import dev.breakwater.cli.console.Console;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
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

  /**
   * What they say about {@code facts}; which of them cannot be read is said on standard error.
   *
   * @throws IOException when what was named cannot be read
   */
  public Assessment assess(ImageFacts facts, Console console) throws IOException {
    try (Advisories advisories = open()) {
      advisories.unreadable().forEach(console::say);
      return advisories.assess(facts);
    }
  }

  /**
   * Opens what the user has.
   *
   * @throws IOException when what was named cannot be read
   */
  public Advisories open() throws IOException {
    return Advisories.of(database, osv);
  }
}
