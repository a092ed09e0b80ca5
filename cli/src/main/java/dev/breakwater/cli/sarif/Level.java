package dev.breakwater.cli.sarif;

import java.util.Locale;

/** How bad a result is, in the words of SARIF and on the scale of code hosts. */
enum Level {
  CRITICAL("error", "9.5"),
  HIGH("error", "8.0"),
  MEDIUM("warning", "5.5"),
  LOW("note", "3.0"),
  UNKNOWN("note", "0.0");

  private final String text;
  private final String score;

  Level(String text, String score) {
    this.text = text;
    this.score = score;
  }

  /** The level of a severity, in whatever case it is spelled. */
  static Level of(String severity) {
    return valueOf(severity.toUpperCase(Locale.ROOT));
  }

  /** {@code error}, {@code warning} or {@code note}. */
  String text() {
    return text;
  }

  /** The scale on which code hosts rank rules: that of CVSS. */
  String score() {
    return score;
  }
}
