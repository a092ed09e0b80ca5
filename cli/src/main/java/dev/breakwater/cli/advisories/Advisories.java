package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.match.Matcher;
import dev.breakwater.scanner.match.Sources;
import dev.breakwater.scanner.os.EndOfLife;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The advisories that the user has. */
public final class Advisories implements AutoCloseable {
  private final Optional<AdvisoryDatabase> database;
  private final Optional<OsvAdvisories> osv;

  private Advisories(Optional<AdvisoryDatabase> database, Optional<OsvAdvisories> osv) {
    this.database = database;
    this.osv = osv;
  }

  /**
   * Opens them.
   *
   * @param database the path that the user named; empty means what was fetched before, if anything
   * @throws IOException when what was named cannot be read
   */
  static Advisories of(String database, List<Path> osv) throws IOException {
    return new Advisories(
        open(database), osv.isEmpty() ? Optional.empty() : Optional.of(OsvAdvisories.read(osv)));
  }

  private static Optional<AdvisoryDatabase> open(String database) throws IOException {
    if (!database.isEmpty()) {
      return Optional.of(AdvisoryDatabase.open(Path.of(database)));
    }
    DatabaseFolder<AdvisoryDatabase> fetched = CacheFolders.of(System.getenv()).database();
    return fetched.isPresent() ? Optional.of(fetched.open()) : Optional.empty();
  }

  /** What could not be read of the OSV records, one line each. */
  public List<String> unreadable() {
    return osv.map(OsvAdvisories::unreadable).orElse(List.of());
  }

  /**
   * What they say about {@code facts}.
   *
   * @throws IOException when the database is damaged
   */
  public Assessment assess(ImageFacts facts) throws IOException {
    return new Matcher(new Sources(database, osv, false, Exploitation.UNKNOWN))
        .assess(facts, facts.operatingSystem().flatMap(EndOfLife::of));
  }

  @Override
  public void close() {
    database.ifPresent(AdvisoryDatabase::close);
  }
}
