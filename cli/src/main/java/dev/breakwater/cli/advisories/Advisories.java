package dev.breakwater.cli.advisories;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.result.Result;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.match.Matcher;
import dev.breakwater.scanner.match.Sources;
import dev.breakwater.scanner.os.EndOfLife;
import dev.breakwater.scanner.sbom.Vex;
import dev.breakwater.scanner.sbom.VexVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The advisories that the user has. */
public final class Advisories implements AutoCloseable {
  private final Optional<AdvisoryDatabase> database;
  private final Optional<OsvAdvisories> osv;
  private final Exploitation exploitation;
  private final Console console;

  private Advisories(
      Optional<AdvisoryDatabase> database,
      Optional<OsvAdvisories> osv,
      Exploitation exploitation,
      Console console) {
    this.database = database;
    this.osv = osv;
    this.exploitation = exploitation;
    this.console = console;
  }

  /**
   * Opens them; which OSV records cannot be read is said on {@code console}.
   *
   * @param database the path that the user named; empty means what was fetched before, if anything
   * @throws IOException when what was named cannot be read
   */
  static Advisories of(String database, List<Path> osv, Console console) throws IOException {
    Optional<OsvAdvisories> records =
        osv.isEmpty() ? Optional.empty() : Optional.of(OsvAdvisories.read(osv));
    records.ifPresent(read -> read.unreadable().forEach(console::say));
    Exploitation exploitation = CacheFolders.of(System.getenv()).exploitation().open();
    return new Advisories(open(database), records, exploitation, console);
  }

  private static Optional<AdvisoryDatabase> open(String database) throws IOException {
    if (!database.isEmpty()) {
      return Optional.of(AdvisoryDatabase.open(Path.of(database)));
    }
    DatabaseFolder<AdvisoryDatabase> fetched = CacheFolders.of(System.getenv()).database();
    return fetched.isPresent() ? Optional.of(fetched.open()) : Optional.empty();
  }

  /**
   * What they say about {@code facts}.
   *
   * @throws IOException when the database is damaged
   */
  public Assessment assess(ImageFacts facts) throws IOException {
    return new Matcher(new Sources(database, osv, false, exploitation))
        .assess(facts, facts.operatingSystem().flatMap(EndOfLife::of));
  }

  /**
   * What they say about what was found, without what {@code statements} take out.
   *
   * @param subject what names that which was looked into, for statements
   * @throws IOException when the database is damaged
   */
  public Result judge(Result found, Set<String> subject, List<Vex> statements) throws IOException {
    Assessment assessment = assess(found.facts());
    if (statements.isEmpty()) {
      return found.judged(assessment, List.of());
    }
    VexVerdict verdict = VexVerdict.of(assessment, subject, statements);
    if (verdict.unused() > 0) {
      console.say(
          "%s: %d of the statements of --vex %s about nothing that was found; products have to name"
                  .formatted(found.name(), verdict.unused(), verdict.unused() == 1 ? "is" : "are")
              + " the image or the package, by package URL");
    }
    return found.judged(verdict.assessment(), verdict.excepted());
  }

  @Override
  public void close() {
    database.ifPresent(AdvisoryDatabase::close);
  }
}
