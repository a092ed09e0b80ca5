package dev.breakwater.scanner.version;

/** Decimal numbers of any length, as text: versions hold dates and hashes that fit no integer. */
final class Digits {
  private Digits() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** One digit or more, and nothing else. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && end(text, 0) == text.length();
  }

  /** Where the digits end that begin at {@code start}. */
  static int end(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Compares by value; no digits are zero. */
  static int compare(String a, String b) {
    String left = withoutLeadingZeros(a);
    String right = withoutLeadingZeros(b);
    return left.length() == right.length()
        ? left.compareTo(right)
        : Integer.compare(left.length(), right.length());
  }

  static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
