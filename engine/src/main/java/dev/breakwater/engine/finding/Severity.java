package dev.breakwater.engine.finding;

import java.util.Arrays;
import java.util.Optional;

/** How bad a finding is, worst first, spelled as users write it. */
public enum Severity {
  CRITICAL("Critical"),
  HIGH("High"),
  MEDIUM("Medium"),
  LOW("Low"),
  UNKNOWN("Unknown");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The spelling of the API: {@code Critical}. */
  public String label() {
    return label;
  }

  /** What the scanner of images calls so. */
  public static Severity of(dev.breakwater.image.facts.Severity severity) {
    return switch (severity) {
      case CRITICAL -> CRITICAL;
      case HIGH -> HIGH;
      case MEDIUM -> MEDIUM;
      case LOW -> LOW;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Whether this is as bad as {@code other} or worse. */
  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /** The severity of that spelling, in any case; empty if there is none. */
  public static Optional<Severity> parse(String label) {
    return Arrays.stream(values()).filter(value -> value.label.equalsIgnoreCase(label)).findFirst();
  }
}
