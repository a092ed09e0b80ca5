package dev.breakwater.operator.image;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.database.DatabaseGoneException;
import dev.breakwater.scanner.match.Matcher;
import dev.breakwater.scanner.match.Sources;
import dev.breakwater.scanner.os.EndOfLife;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The advisory database that is in use. A new one takes the place of the old one between two
 * questions. Safe for use by several threads.
 */
final class Advisories implements AutoCloseable {
  /** When advisories are so old that people must be told: four times the usual pause. */
  static final Duration STALE = Duration.ofDays(2);

  private volatile @Nullable Edition edition;
  private volatile Optional<String> lastFailure = Optional.empty();

  private record Edition(
      AdvisoryDatabase database, Matcher matcher, Instant updatedAt, long number) {}

  /** How good the advisories are. */
  sealed interface Freshness {
    /** There are none yet, and why. */
    record Missing(String why) implements Freshness {}

    /** They are of today or yesterday. */
    record Fresh(Instant updatedAt) implements Freshness {}

    /** They are old, and why. */
    record Stale(Instant updatedAt, String why) implements Freshness {}
  }

  /** Which edition is in use; 0 for none. */
  long edition() {
    Edition current = edition;
    return current == null ? 0 : current.number();
  }

  /** When the advisories in use were collected. */
  Optional<Instant> updatedAt() {
    Edition current = edition;
    return current == null ? Optional.empty() : Optional.of(current.updatedAt());
  }

  /** Takes {@code database} into use, and over. */
  synchronized void use(AdvisoryDatabase database, Instant now) {
    Edition before = edition;
    edition =
        new Edition(
            database,
            new Matcher(
                new Sources(Optional.of(database), Optional.empty(), false, Exploitation.UNKNOWN)),
            database.metadata().updatedAt().orElse(now),
            edition() + 1);
    lastFailure = Optional.empty();
    if (before != null) {
      before.database().close();
    }
  }

  /** An attempt to get newer ones failed. */
  void failed(String why) {
    lastFailure = Optional.of(why);
  }

  Freshness freshness(Instant now) {
    Edition current = edition;
    if (current == null) {
      return new Freshness.Missing(lastFailure.orElse("they have not been fetched yet"));
    }
    return current.updatedAt().plus(STALE).isBefore(now)
        ? new Freshness.Stale(
            current.updatedAt(), lastFailure.orElse("the sources have nothing newer"))
        : new Freshness.Fresh(current.updatedAt());
  }

  /**
   * What they say about an image; empty while there are none.
   *
   * @throws IOException when the database is damaged
   */
  Optional<Assessment> assess(ImageFacts facts) throws IOException {
    while (true) {
      Edition current = edition;
      if (current == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            current.matcher().assess(facts, facts.operatingSystem().flatMap(EndOfLife::of)));
      } catch (DatabaseGoneException e) {
        // A newer one took its place meanwhile; when none did, the file is gone for good.
        if (current.number() == edition()) {
          throw e;
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    Edition current = edition;
    edition = null;
    if (current != null) {
      current.database().close();
    }
  }
}
