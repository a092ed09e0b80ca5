package dev.breakwater.scanner.version;

/**
 * A version of rpm: {@code [epoch:]version[-release]}, split and ordered as rpm does
 * (rpmio/rpmver.c, rpmio/rpmvercmp.c).
 *
 * @param epoch decimal digits, {@code 0} where none is written
 * @param version the part before the last hyphen
 * @param release the part after it, empty where there is none
 */
record RpmVersion(String epoch, String version, String release) implements Comparable<RpmVersion> {

  static RpmVersion parse(String text) throws InvalidVersionException {
    if (text.isEmpty()) {
      throw new InvalidVersionException("it is empty");
    }
    int digits = Digits.end(text, 0);
    boolean hasEpoch = digits < text.length() && text.charAt(digits) == ':';
    String rest = hasEpoch ? text.substring(digits + 1) : text;
    int hyphen = rest.lastIndexOf('-');
    return new RpmVersion(
        hasEpoch && digits > 0 ? text.substring(0, digits) : "0",
        hyphen < 0 ? rest : rest.substring(0, hyphen),
        hyphen < 0 ? "" : rest.substring(hyphen + 1));
  }

  @Override
  public int compareTo(RpmVersion other) {
    int compared = Digits.compare(epoch, other.epoch);
    if (compared == 0) {
      compared = compare(version, other.version);
    }
    return compared == 0 ? compare(release, other.release) : compared;
  }

  /**
   * {@code rpmvercmp}: segments of digits or of letters; a tilde is before the end, a caret after.
   */
  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      i = segment(a, i);
      j = segment(b, j);
      char left = i < a.length() ? a.charAt(i) : 0;
      char right = j < b.length() ? b.charAt(j) : 0;
      if (left == '~' || right == '~') {
        if (left != right) {
          return left == '~' ? -1 : 1;
        }
        i++;
        j++;
        continue;
      }
      if (left == '^' || right == '^') {
        if (left != right) {
          boolean isLeftLater = left == '^' ? right == 0 : left != 0;
          return isLeftLater ? 1 : -1;
        }
        i++;
        j++;
        continue;
      }
      if (left == 0 || right == 0) {
        break;
      }
      boolean isNumber = Digits.isDigit(left);
      if (isNumber != Digits.isDigit(right)) {
        return isNumber ? 1 : -1;
      }
      int endOfA = isNumber ? Digits.end(a, i) : lettersEnd(a, i);
      int endOfB = isNumber ? Digits.end(b, j) : lettersEnd(b, j);
      String one = a.substring(i, endOfA);
      String two = b.substring(j, endOfB);
      int compared = isNumber ? Digits.compare(one, two) : one.compareTo(two);
      if (compared != 0) {
        return compared;
      }
      i = endOfA;
      j = endOfB;
    }
    return Boolean.compare(i < a.length(), j < b.length());
  }

  /** Where the next segment, tilde or caret begins; all else separates. */
  private static int segment(String text, int from) {
    int at = from;
    while (at < text.length() && isSeparator(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return !Digits.isDigit(c) && !Digits.isLetter(c) && c != '~' && c != '^';
  }

  private static int lettersEnd(String text, int start) {
    int end = start;
    while (end < text.length() && Digits.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
