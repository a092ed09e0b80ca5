package dev.breakwater.engine.imagepolicy;

import java.util.List;

/** What one policy says of one image. */
public sealed interface Verdict {
  /** The policy has nothing to say: the image is none of {@code match.images}, or there is none. */
  record NotApplicable() implements Verdict {}

  /** The image keeps every rule. */
  record Satisfies() implements Verdict {}

  /**
   * The image breaks a rule.
   *
   * @param violations at least one, in the order of {@link Rule}
   */
  record Violates(List<Violation> violations) implements Verdict {}
}
