package dev.breakwater.scanner.version;

import java.util.List;
import java.util.function.IntPredicate;

/** Reads a text from left to right. */
final class Cursor {
  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  int position() {
    return at;
  }

  /** Goes back to, or on to, a position. */
  void moveTo(int position) {
    at = position;
  }

  /** What was read since {@code start}. */
  String since(int start) {
    return text.substring(start, at);
  }

  /** The next sign, or 0 at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  /** Reads that sign if it is next. */
  boolean skip(char c) {
    if (atEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Reads those signs if they are next. */
  boolean skip(String signs) {
    if (!text.startsWith(signs, at)) {
      return false;
    }
    at += signs.length();
    return true;
  }

  /** Reads the first of the words, in lower case, that is next in any case; empty if none is. */
  String skipAny(List<String> words) {
    for (String word : words) {
      if (text.regionMatches(true, at, word, 0, word.length()) && isAscii(word.length())) {
        at += word.length();
        return word;
      }
    }
    return "";
  }

  private boolean isAscii(int length) {
    return text.substring(at, at + length).chars().allMatch(c -> c < 128);
  }

  void expect(char c) throws InvalidVersionException {
    if (!skip(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  String take(IntPredicate sign) {
    int start = at;
    while (!atEnd() && sign.test(text.charAt(at))) {
      at++;
    }
    return since(start);
  }

  String digits() {
    int start = at;
    at = Digits.end(text, at);
    return since(start);
  }

  void skipBlanks() {
    take(Character::isWhitespace);
  }

  InvalidVersionException unexpected(String wanted) {
    return new InvalidVersionException(
        "%s should stand at \"%s\"".formatted(wanted, text.substring(at)));
  }
}
