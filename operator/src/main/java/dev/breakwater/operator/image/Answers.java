package dev.breakwater.operator.image;

import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.operator.image.ScanStates.Failure;
import dev.breakwater.operator.image.ScanStates.Known;
import dev.breakwater.operator.image.ScanStates.State;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** What is said of an image: how far its scan is, and what the advisories of now say of it. */
final class Answers {
  private final Assessments assessments;
  private final Advisories advisories;
  private final Clock clock;

  Answers(Assessments assessments, Advisories advisories, Clock clock) {
    this.assessments = assessments;
    this.advisories = advisories;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param lost called when what was learned of the image is no longer there
   */
  ImageScan of(State state, Runnable lost) {
    if (state.known().isEmpty()) {
      return state
          .failure()
          .<ImageScan>map(failure -> failed(failure, Optional.empty()))
          .orElseGet(ImageScan.Pending::new);
    }
    Known known = state.known().get();
    Optional<Assessment> found;
    try {
      found = assessments.of(known.manifest());
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      return failed(new Failure("AdvisoriesUnreadable", why, clock.instant(), 1), Optional.empty());
    }
    if (found.isEmpty()) {
      lost.run();
      return new ImageScan.Pending();
    }
    Assessment assessment = found.get();
    ImageScan.Scanned good =
        new ImageScan.Scanned(assessment, known.lastSuccess(), known.firstSeen());
    return state
        .failure()
        .or(
            () ->
                assessment.advisories().isEmpty() ? Optional.of(missing(known)) : Optional.empty())
        .<ImageScan>map(failure -> failed(failure, Optional.of(good)))
        .orElse(good);
  }

  private static ImageScan failed(Failure failure, Optional<ImageScan.Scanned> good) {
    return new ImageScan.Failed(failure.reason(), failure.message(), failure.lastAttempt(), good);
  }

  private Failure missing(Known known) {
    String why =
        switch (advisories.freshness(clock.instant())) {
          case Advisories.Freshness.Missing(String reason) -> reason;
          case Advisories.Freshness.Fresh _, Advisories.Freshness.Stale _ -> "they are being read";
        };
    return new Failure(
        "AdvisoriesMissing",
        "the image was read, but there are no advisories to compare it with: " + why,
        known.lastSuccess(),
        1);
  }
}
