package dev.breakwater.cli.console;

import java.util.Locale;

/** Colours and weights of text on a terminal (ECMA-48, SGR); none where there is no terminal. */
public enum Style {
  /** As it is. */
  PLAIN(""),
  /** What stands out. */
  BOLD("1"),
  /** What a reader may skip. */
  FAINT("2"),
  /** As bad as it gets. */
  CRITICAL("1;31"),
  /** Bad, or forbidden. */
  HIGH("31"),
  /** To be looked at. */
  MEDIUM("33"),
  /** Good to know. */
  LOW("36"),
  /** All is well. */
  GOOD("32");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The style of a severity, as the API spells it. */
  public static Style ofSeverity(String severity) {
    return switch (severity.toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> CRITICAL;
      case "HIGH" -> HIGH;
      case "MEDIUM" -> MEDIUM;
      case "LOW" -> LOW;
      default -> PLAIN;
    };
  }

  /** {@code text} in this style, where {@code console} shows styles. */
  public String on(Console console, String text) {
    return code.isEmpty() || text.isEmpty() || !console.colour()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
