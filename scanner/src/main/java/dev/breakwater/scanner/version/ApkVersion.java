package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;

/**
 * A version of Alpine's apk: {@code 1.2.3b_rc1_p2~f00-r4}. The grammar and the order are those of
 * {@code apk_version_validate} and {@code apk_version_compare} in apk-tools 3 (src/version.c).
 */
record ApkVersion(List<Token> tokens) implements Comparable<ApkVersion> {
  /** In the order in which they may follow one another; of two, the later kind sorts first. */
  private enum Kind {
    INITIAL_DIGITS,
    DIGITS,
    LETTER,
    SUFFIX,
    SUFFIX_NUMBER,
    COMMIT,
    REVISION,
    END
  }

  private static final List<String> BEFORE_RELEASE = List.of("alpha", "beta", "pre", "rc");
  private static final List<String> SUFFIXES =
      List.of("alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p");

  private static final Token END = new Token(Kind.END, "");

  private record Token(Kind kind, String text) {
    boolean isBeforeRelease() {
      return kind == Kind.SUFFIX && BEFORE_RELEASE.contains(text);
    }

    /** Of two tokens of one kind. */
    int compareTo(Token other) {
      return switch (kind) {
        case DIGITS ->
            // As in Gentoo, a leading zero makes it a decimal fraction.
            text.startsWith("0") || other.text.startsWith("0")
                ? text.compareTo(other.text)
                : Digits.compare(text, other.text);
        case INITIAL_DIGITS, SUFFIX_NUMBER, REVISION -> Digits.compare(text, other.text);
        case SUFFIX -> Integer.compare(SUFFIXES.indexOf(text), SUFFIXES.indexOf(other.text));
        case LETTER, COMMIT, END -> text.compareTo(other.text);
      };
    }
  }

  static ApkVersion parse(String text) throws InvalidVersionException {
    List<Token> tokens = new ArrayList<>();
    int at = Digits.end(text, 0);
    if (at == 0) {
      throw new InvalidVersionException("it does not begin with a digit");
    }
    tokens.add(new Token(Kind.INITIAL_DIGITS, text.substring(0, at)));
    while (at < text.length()) {
      at = addToken(text, at, tokens);
    }
    tokens.add(END);
    return new ApkVersion(List.copyOf(tokens));
  }

  /** Reads the token at {@code at}; returns where it ends. */
  private static int addToken(String text, int at, List<Token> tokens)
      throws InvalidVersionException {
    Kind last = tokens.getLast().kind();
    char c = text.charAt(at);
    if (c == '.' && last.compareTo(Kind.DIGITS) <= 0) {
      return add(Kind.DIGITS, text, at + 1, Digits.end(text, at + 1), tokens);
    }
    if (c >= 'a' && c <= 'z' && last.compareTo(Kind.DIGITS) <= 0) {
      return add(Kind.LETTER, text, at, at + 1, tokens);
    }
    if (Digits.isDigit(c) && last == Kind.SUFFIX) {
      return add(Kind.SUFFIX_NUMBER, text, at, Digits.end(text, at), tokens);
    }
    if (c == '_' && last.compareTo(Kind.SUFFIX_NUMBER) <= 0) {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
        end++;
      }
      if (SUFFIXES.contains(text.substring(at + 1, end))) {
        return add(Kind.SUFFIX, text, at + 1, end, tokens);
      }
    }
    if (c == '~' && last.compareTo(Kind.COMMIT) < 0) {
      int end = at + 1;
      while (end < text.length() && isHexDigit(text.charAt(end))) {
        end++;
      }
      return add(Kind.COMMIT, text, at + 1, end, tokens);
    }
    if (text.startsWith("-r", at) && last.compareTo(Kind.REVISION) < 0) {
      return add(Kind.REVISION, text, at + 2, Digits.end(text, at + 2), tokens);
    }
    throw new InvalidVersionException("\"" + text.substring(at) + "\" cannot stand there");
  }

  private static int add(Kind kind, String text, int start, int end, List<Token> tokens)
      throws InvalidVersionException {
    if (start == end) {
      throw new InvalidVersionException("nothing follows \"" + text.substring(0, start) + "\"");
    }
    tokens.add(new Token(kind, text.substring(start, end)));
    return end;
  }

  private static boolean isHexDigit(char c) {
    return Digits.isDigit(c) || (c >= 'a' && c <= 'f');
  }

  @Override
  public int compareTo(ApkVersion other) {
    int i = 0;
    while (kind(i) == other.kind(i) && kind(i) != Kind.END) {
      int compared = tokens.get(i).compareTo(other.tokens.get(i));
      if (compared != 0) {
        return compared;
      }
      i++;
    }
    if (kind(i) == other.kind(i)) {
      return 0;
    }
    if (tokens.get(i).isBeforeRelease()) {
      return -1;
    }
    if (other.tokens.get(i).isBeforeRelease()) {
      return 1;
    }
    return other.kind(i).compareTo(kind(i));
  }

  /** Whether this version begins as {@code prefix} does: apk's operator {@code ~}. */
  boolean startsWith(ApkVersion prefix) {
    for (int i = 0; prefix.kind(i) != Kind.END; i++) {
      if (kind(i) != prefix.kind(i) || tokens.get(i).compareTo(prefix.tokens.get(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  private Kind kind(int index) {
    return tokens.get(index).kind();
  }
}
