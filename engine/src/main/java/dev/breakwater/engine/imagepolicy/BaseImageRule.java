package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.reference.ImagePattern;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import java.time.Instant;
import java.util.List;

/**
 * What images may be built on. Only layers prove it: anybody can write a label or a step of
 * history.
 *
 * @param allow of which one must match, at least one
 */
record BaseImageRule(List<ImagePattern> allow) implements ContentRule {
  private static final String FIELD = "source.baseImages.allow";

  @Override
  public Outcome judge(String image, ImageScan.Scanned scanned, Instant now) {
    if (matches(image)) {
      return Outcome.KEPT;
    }
    return scanned
        .assessment()
        .facts()
        .base()
        .map(base -> judge(image, base))
        .orElseGet(() -> violation(image + " is built on nobody knows what"));
  }

  private Outcome judge(String image, BaseImage base) {
    return switch (base.evidence()) {
      case LAYERS ->
          matches(base.name())
              ? Outcome.KEPT
              : violation(
                  image
                      + " is built on "
                      + base.name()
                      + ", which is not among "
                      + Patterns.named(allow));
      case LABEL -> violation(image + " only claims, in a label, to be built on " + base.name());
      case HISTORY -> violation(image + " only looks as if it were built on " + base.name());
    };
  }

  private boolean matches(String name) {
    return ImageReference.parse(name) instanceof Parsed.Valid<ImageReference>(var reference)
        && allow.stream().anyMatch(pattern -> pattern.matches(reference));
  }

  private static Outcome violation(String problem) {
    return Outcome.of(
        new Violation(
            FIELD,
            Severity.HIGH,
            FIELD + ": " + problem,
            "Build it on an allowed image that has been scanned itself: its layers are the proof."
                + " Or add a pattern to spec.source.baseImages.allow of the policy."));
  }
}
