package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which secrets an image may hold.
 *
 * @param failOn what is as bad as this or worse violates
 */
record SecretRule(Severity failOn) implements ContentRule {
  private static final String FIELD = "secrets.failOn";

  /** So many are named in a message. */
  private static final int NAMED = 3;

  @Override
  public Outcome judge(String image, ImageScan.Scanned scanned, Instant now) {
    List<Secret> found =
        scanned.assessment().facts().secrets().stream()
            .filter(secret -> Severity.of(secret.severity()).atLeast(failOn))
            .sorted(Comparator.comparing(Secret::severity))
            .toList();
    if (found.isEmpty()) {
      return Outcome.KEPT;
    }
    int more = found.size() - NAMED;
    return Outcome.of(
        new Violation(
            FIELD,
            Severity.of(found.getFirst().severity()),
            "%s: %s holds %d %s%s: %s%s"
                .formatted(
                    FIELD,
                    image,
                    found.size(),
                    found.size() == 1 ? "secret" : "secrets",
                    failOn == Severity.UNKNOWN
                        ? ""
                        : " of severity "
                            + failOn.label()
                            + (failOn == Severity.CRITICAL ? "" : " or worse"),
                    found.stream()
                        .limit(NAMED)
                        .map(secret -> secret.rule() + " in " + secret.path() + ":" + secret.line())
                        .collect(Collectors.joining(", ")),
                    more > 0 ? " and " + more + " more" : ""),
            "Revoke what was found, rebuild the image without it, and mount it into the container"
                + " instead."));
  }
}
