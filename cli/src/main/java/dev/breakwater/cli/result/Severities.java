package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Severities as the API spells them. */
final class Severities {
  private Severities() {}

  /** {@code Critical}, {@code High}, {@code Medium}, {@code Low} or {@code Unknown}. */
  static String label(Severity severity) {
    String name = severity.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The severity of that name, in any case. */
  static Optional<Severity> parse(String text) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.name().equalsIgnoreCase(text))
        .findFirst();
  }
}
