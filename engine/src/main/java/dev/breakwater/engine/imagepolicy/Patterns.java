package dev.breakwater.engine.imagepolicy;

import dev.breakwater.image.reference.ImagePattern;
import java.util.List;

/** Patterns in a message. */
final class Patterns {
  /** So many are named, if there are more than one more. */
  private static final int NAMED = 3;

  private Patterns() {}

  static String named(List<ImagePattern> patterns) {
    boolean all = patterns.size() <= NAMED + 1;
    List<String> named =
        patterns.stream().limit(all ? patterns.size() : NAMED).map(ImagePattern::toString).toList();
    return String.join(", ", named) + (all ? "" : " and " + (patterns.size() - NAMED) + " more");
  }
}
