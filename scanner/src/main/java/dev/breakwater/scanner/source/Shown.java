package dev.breakwater.scanner.source;

/** A text of somebody else, fit to stand in a message. */
final class Shown {
  private static final int MAX = 100;

  private Shown() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.chars().limit(MAX).forEach(c -> shown.append(c < ' ' || c > '~' ? '?' : (char) c));
    return shown.append(text.length() > MAX ? "...'" : "'").toString();
  }
}
