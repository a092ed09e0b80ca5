package dev.breakwater.scanner.version;

/**
 * A version of dpkg: {@code [epoch:]upstream[-revision]}. The grammar is that of {@code dpkg
 * --validate-version} (lib/dpkg/parsehelp.c), the order that of {@code dpkg_version_compare}
 * (lib/dpkg/version.c).
 *
 * @param epoch 0 where none is written
 * @param upstream the part before the last hyphen
 * @param revision the part after it, empty where there is none
 */
record DebVersion(int epoch, String upstream, String revision) implements Comparable<DebVersion> {
  private static final String UPSTREAM = ".-+~:";
  private static final String REVISION = ".+~";

  static DebVersion parse(String text) throws InvalidVersionException {
    return parse(text, "");
  }

  /**
   * Amazon Linux compares the versions of its rpm packages by dpkg's rules; they may hold an
   * underscore or a caret, which dpkg compares though it warns of them.
   */
  static DebVersion parseOfRpm(String text) throws InvalidVersionException {
    return parse(text, "_^");
  }

  private static DebVersion parse(String text, String also) throws InvalidVersionException {
    String trimmed = trimmed(text);
    if (trimmed.isEmpty()) {
      throw new InvalidVersionException("it is empty");
    }
    int colon = trimmed.indexOf(':');
    int epoch = colon < 0 ? 0 : epoch(trimmed.substring(0, colon));
    String rest = trimmed.substring(colon + 1);
    int hyphen = rest.lastIndexOf('-');
    String upstream = hyphen < 0 ? rest : rest.substring(0, hyphen);
    String revision = hyphen < 0 ? "" : rest.substring(hyphen + 1);
    if (hyphen >= 0 && revision.isEmpty()) {
      throw new InvalidVersionException("nothing follows its last hyphen");
    }
    if (upstream.isEmpty() || !Digits.isDigit(upstream.charAt(0))) {
      throw new InvalidVersionException("its upstream version does not begin with a digit");
    }
    requireOnly(UPSTREAM + also, upstream);
    requireOnly(REVISION + also, revision);
    return new DebVersion(epoch, upstream, revision);
  }

  private static int epoch(String text) throws InvalidVersionException {
    // dpkg reads it with strtol, which takes a sign.
    String digits = text.startsWith("+") ? text.substring(1) : text;
    if (!Digits.isNumber(digits)) {
      throw new InvalidVersionException("its epoch \"" + text + "\" is no number");
    }
    if (Digits.compare(digits, Integer.toString(Integer.MAX_VALUE)) > 0) {
      throw new InvalidVersionException("its epoch " + text + " is too big");
    }
    return Integer.parseInt(digits);
  }

  /** Without the blanks that dpkg allows around a version. */
  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static void requireOnly(String allowed, String part) throws InvalidVersionException {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (!Digits.isDigit(c) && !Digits.isLetter(c) && allowed.indexOf(c) < 0) {
        throw new InvalidVersionException("'" + c + "' cannot stand there");
      }
    }
  }

  @Override
  public int compareTo(DebVersion other) {
    int compared = Integer.compare(epoch, other.epoch);
    if (compared == 0) {
      compared = compare(upstream, other.upstream);
    }
    return compared == 0 ? compare(revision, other.revision) : compared;
  }

  /** {@code verrevcmp}: in turns the part without digits, sign by sign, and the number after it. */
  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while (isNoDigit(a, i) || isNoDigit(b, j)) {
        int compared = Integer.compare(order(a, i++), order(b, j++));
        if (compared != 0) {
          return compared;
        }
      }
      int endOfA = Digits.end(a, i);
      int endOfB = Digits.end(b, j);
      int compared = Digits.compare(a.substring(i, endOfA), b.substring(j, endOfB));
      if (compared != 0) {
        return compared;
      }
      i = endOfA;
      j = endOfB;
    }
    return 0;
  }

  private static boolean isNoDigit(String text, int at) {
    return at < text.length() && !Digits.isDigit(text.charAt(at));
  }

  /** A tilde sorts before the end, the end before letters, letters before all else. */
  private static int order(String text, int at) {
    if (at >= text.length() || Digits.isDigit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Digits.isLetter(c) ? c : c + 256;
  }
}
