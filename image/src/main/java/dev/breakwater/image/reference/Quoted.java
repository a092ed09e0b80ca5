package dev.breakwater.image.reference;

/** A text as an error message shows it: safe for a terminal and a log line, and not too long. */
final class Quoted {
  private static final int SHOWN = 120;

  private Quoted() {}

  /** The text in double quotes; what is not printable ASCII becomes a Unicode escape. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(SHOWN).forEach(c -> append(quoted, (char) c));
    if (text.length() > SHOWN) {
      quoted.append("... (").append(text.length()).append(" characters)");
    }
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, char c) {
    if (c >= ' ' && c <= '~') {
      quoted.append(c);
    } else {
      quoted.append(String.format("\\u%04x", (int) c));
    }
  }
}
