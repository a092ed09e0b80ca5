package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Problem;

/** What could not be read, in words. */
final class Problems {
  private Problems() {}

  /** The kind as programs read it, in CamelCase like every enumeration of the API. */
  static String label(Problem.Kind kind) {
    return switch (kind) {
      case LIMIT -> "Limit";
      case MALFORMED -> "Malformed";
      case CONTRADICTION -> "Contradiction";
      case NOT_ASSESSED -> "NotAssessed";
    };
  }

  /** One line for a person. */
  static String line(Problem problem) {
    return (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message();
  }
}
