package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How old an image may be. What it says of itself counts only where it can be true. */
record AgeRule(Duration maxAge) implements ContentRule {
  private static final String FIELD = "source.maxAge";

  @Override
  public Outcome judge(String image, ImageScan.Scanned scanned, Instant now) {
    Optional<Instant> made = made(scanned);
    Instant since = made.orElse(scanned.firstSeen());
    if (!now.isAfter(since.plus(maxAge))) {
      return Outcome.KEPT;
    }
    return Outcome.of(
        new Violation(
            FIELD,
            Severity.MEDIUM,
            "%s: %s %s %s, which is more than %s ago"
                .formatted(
                    FIELD,
                    image,
                    made.isPresent()
                        ? "was made on"
                        : "does not say when it was made and was first seen on",
                    since
                        .truncatedTo(ChronoUnit.DAYS)
                        .toString()
                        .substring(0, "yyyy-mm-dd".length()),
                    shown(maxAge)),
            "Rebuild the image with today's packages, and roll it out."));
  }

  /** When it was made, where it says so and that can be true. */
  static Optional<Instant> made(ImageScan.Scanned scanned) {
    return scanned
        .assessment()
        .facts()
        .configuration()
        .created()
        .filter(created -> !created.isAfter(scanned.firstSeen()));
  }

  private static String shown(Duration age) {
    return age.equals(Duration.ofDays(age.toDays())) ? age.toDays() + "d" : age.toHours() + "h";
  }
}
