package dev.breakwater.engine.podsecurity;

/** Go's {@code %q} (strconv.Quote), in which kube-apiserver prints the values of annotations. */
final class GoQuote {
  private GoQuote() {}

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(rune -> append(quoted, rune));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int rune) {
    switch (rune) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0b -> quoted.append("\\v");
      default -> {
        if (isPrintable(rune)) {
          quoted.appendCodePoint(rune);
        } else if (rune < ' ' || rune == 0x7f) {
          quoted.append(String.format("\\x%02x", rune));
        } else if (Character.getType(rune) == Character.SURROGATE) {
          quoted.append('\ufffd');
        } else if (rune < 0x10000) {
          quoted.append(String.format("\\u%04x", rune));
        } else {
          quoted.append(String.format("\\U%08x", rune));
        }
      }
    }
  }

  /** As unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
  private static boolean isPrintable(int rune) {
    return switch (Character.getType(rune)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> rune == ' ';
      default -> true;
    };
  }
}
