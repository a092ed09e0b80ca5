package dev.breakwater.engine.imagescan;

import dev.breakwater.image.facts.Assessment;
import java.time.Instant;
import java.util.Optional;

/** How far the scan of one image has come. */
public sealed interface ImageScan {

  /** The last result, also where a later attempt failed: a failure takes nothing away. */
  Optional<Scanned> lastGood();

  /**
   * It has been read.
   *
   * @param assessment what it contains, and what the advisories say of that
   * @param lastSuccess when it was last read to its end
   * @param firstSeen when this digest was first met here: the age of an image that does not say its
   *     own counts from then
   */
  record Scanned(Assessment assessment, Instant lastSuccess, Instant firstSeen)
      implements ImageScan {
    @Override
    public Optional<Scanned> lastGood() {
      return Optional.of(this);
    }
  }

  /** It is waiting to be read, or being read. */
  record Pending() implements ImageScan {
    @Override
    public Optional<Scanned> lastGood() {
      return Optional.empty();
    }
  }

  /**
   * The last attempt failed; there will be another one.
   *
   * @param reason stable, in CamelCase: {@code NotInRegistry}
   * @param message what happened and what to do, for a person
   * @param lastAttempt when
   * @param lastGood the result of an earlier attempt, which stays in use
   */
  record Failed(String reason, String message, Instant lastAttempt, Optional<Scanned> lastGood)
      implements ImageScan {}
}
