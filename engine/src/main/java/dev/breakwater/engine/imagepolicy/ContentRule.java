package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.imagescan.ImageScan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that a policy asks of the content of an image. */
@FunctionalInterface
interface ContentRule {
  /**
   * Judges an image that was read.
   *
   * @param image as the pod names it
   * @param now the time of the judgement
   */
  Outcome judge(String image, ImageScan.Scanned scanned, Instant now);

  /**
   * What a rule says.
   *
   * @param violations one for each remedy
   * @param unknown what could not be judged; what is broken all the same is in the violations
   * @param excepted what exceptions let pass
   */
  record Outcome(List<Violation> violations, Optional<Unknown> unknown, List<Excepted> excepted) {
    static final Outcome KEPT = new Outcome(List.of(), Optional.empty(), List.of());

    /** Nothing can be said. */
    static Outcome unknown(Unknown what) {
      return new Outcome(List.of(), Optional.of(what), List.of());
    }

    /** One violation, and nothing unknown. */
    static Outcome of(Violation violation) {
      return new Outcome(List.of(violation), Optional.empty(), List.of());
    }
  }
}
