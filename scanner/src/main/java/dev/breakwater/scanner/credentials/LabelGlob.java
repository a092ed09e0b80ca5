package dev.breakwater.scanner.credentials;

/**
 * A glob for one label of a host, as Go's {@code path/filepath.Match} reads it: {@code *} and
 * {@code [a-z]} or {@code [^a-z]}. What is no pattern matches nothing.
 */
final class LabelGlob {
  private final String pattern;
  private final String label;

  private LabelGlob(String pattern, String label) {
    this.pattern = pattern;
    this.label = label;
  }

  static boolean matches(String pattern, String label) {
    return new LabelGlob(pattern, label).matches();
  }

  /** Goes back to the last star only, which is enough and keeps the time bounded. */
  private boolean matches() {
    int p = 0;
    int l = 0;
    int star = -1;
    int resume = 0;
    while (l < label.length()) {
      int next = p < pattern.length() ? one(p, label.charAt(l)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = l;
      } else if (next > 0) {
        p = next;
        l++;
      } else if (star >= 0) {
        p = star + 1;
        l = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The place in the pattern after one that {@code c} matches; -1 when it does not. */
  private int one(int start, char c) {
    if (pattern.charAt(start) != '[') {
      return pattern.charAt(start) == c ? start + 1 : -1;
    }
    int p = start + 1;
    boolean negated = p < pattern.length() && pattern.charAt(p) == '^';
    p += negated ? 1 : 0;
    boolean inside = false;
    int first = p;
    while (p < pattern.length() && (pattern.charAt(p) != ']' || p == first)) {
      char low = pattern.charAt(p);
      boolean range = p + 2 < pattern.length() && pattern.charAt(p + 1) == '-';
      char high = range ? pattern.charAt(p + 2) : low;
      inside |= low <= c && c <= high;
      p += range ? 3 : 1;
    }
    boolean closed = p < pattern.length();
    return closed && inside != negated ? p + 1 : -1;
  }
}
