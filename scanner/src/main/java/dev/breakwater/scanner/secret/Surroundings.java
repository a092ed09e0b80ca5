package dev.breakwater.scanner.secret;

/** What stands next to a match decides whether it is a secret or a piece of something else. */
final class Surroundings {

  /** The furthest that the rest of a name, an operator and a quote may take. */
  private static final int TO_OPERATOR = 32;

  private Surroundings() {}

  /**
   * Whether a word may begin here: after nothing, after what is no letter, digit or underscore, or
   * after {@code \n} and {@code %3D}, which end in a letter without being one.
   */
  static boolean wordMayBegin(byte[] buffer, int from, int at) {
    if (at == from || !isWord(buffer[at - 1])) {
      return true;
    }
    boolean escaped =
        at - from >= 2 && buffer[at - 2] == '\\' && "nrtbf".indexOf(buffer[at - 1]) >= 0;
    boolean encoded =
        at - from >= 3 && buffer[at - 3] == '%' && isHex(buffer[at - 2]) && isHex(buffer[at - 1]);
    return escaped || encoded;
  }

  /** Whether what ends here does not go on as a word. */
  static boolean wordEnds(byte[] buffer, int to, int at) {
    return at == to || !isWord(buffer[at]);
  }

  /** Whether a value ends here, rather than going on with characters of which values are made. */
  static boolean valueEnds(byte[] buffer, int to, int at) {
    if (at == to) {
      return true;
    }
    boolean endsSentence = buffer[at] == '.' && (at + 1 == to || !isWord(buffer[at + 1]));
    return endsSentence || (!isWord(buffer[at]) && "+/=.-:~$(".indexOf(buffer[at]) < 0);
  }

  /** Where a value really ends: a longer one than its pattern is masked whole. */
  static int endOfValue(byte[] buffer, int to, int at) {
    int end = at;
    while (end < to && (isWord(buffer[end]) || "+/=-~".indexOf(buffer[end]) >= 0)) {
      end++;
    }
    return end;
  }

  /**
   * Whether something can be assigned to a name that ends here. Cheap, and false for nearly all
   * places where a name is only mentioned, such as {@code linear-gradient(}.
   */
  static boolean operatorFollows(byte[] buffer, int to, int at) {
    int last = Math.min(to, at + TO_OPERATOR);
    for (int i = at; i < last; i++) {
      int seen = buffer[i];
      if ("=:><|?,".indexOf(seen) >= 0) {
        return true;
      }
      if (!isWord(buffer[i]) && " .-\t\r\n\"'`\\".indexOf(seen) < 0) {
        return false;
      }
    }
    return false;
  }

  /**
   * Whether a value is in quotes, or has a digit, as a word of a program seldom has. A name stands
   * before it.
   */
  static boolean looksLikeValue(byte[] buffer, int start, int end) {
    if ("\"'`".indexOf(buffer[start - 1]) >= 0) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (buffer[i] >= '0' && buffer[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether a text without upper-case letters stands in these bytes, in any case. */
  static boolean contains(byte[] buffer, int from, int to, String text) {
    for (int at = from; at + text.length() <= to; at++) {
      int same = 0;
      while (same < text.length() && (buffer[at + same] | 0x20) == text.charAt(same)) {
        same++;
      }
      if (same == text.length()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(byte seen) {
    return (seen >= 'a' && seen <= 'z')
        || (seen >= 'A' && seen <= 'Z')
        || (seen >= '0' && seen <= '9')
        || seen == '_';
  }

  private static boolean isHex(byte seen) {
    return Character.digit(seen, 16) >= 0;
  }
}
