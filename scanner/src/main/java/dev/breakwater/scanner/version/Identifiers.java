package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;

/**
 * The identifiers of a pre-release, {@code rc.1} of {@code 1.0.0-rc.1}, ordered as <a
 * href="https://semver.org/#spec-item-11">semver.org, item 11</a> says: numbers by value and before
 * words, words by their signs, the shorter list first; but none at all, a release, is last.
 */
record Identifiers(List<String> items) implements Comparable<Identifiers> {
  static final Identifiers NONE = new Identifiers(List.of());

  Identifiers {
    items = List.copyOf(items);
  }

  /** Splits at the dots; an empty text has none. */
  static Identifiers of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    List<String> items = new ArrayList<>();
    int start = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
      items.add(text.substring(start, dot));
      start = dot + 1;
    }
    items.add(text.substring(start));
    return new Identifiers(items);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public int compareTo(Identifiers other) {
    if (isEmpty() || other.isEmpty()) {
      return Boolean.compare(isEmpty(), other.isEmpty());
    }
    for (int i = 0; i < Math.min(items.size(), other.items.size()); i++) {
      int compared = compare(items.get(i), other.items.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(items.size(), other.items.size());
  }

  private static int compare(String a, String b) {
    boolean isNumber = Digits.isNumber(a);
    if (isNumber != Digits.isNumber(b)) {
      return isNumber ? -1 : 1;
    }
    return isNumber ? Digits.compare(a, b) : a.compareTo(b);
  }
}
