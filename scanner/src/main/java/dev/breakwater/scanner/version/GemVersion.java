package dev.breakwater.scanner.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A version of RubyGems, by {@code Gem::Version} (lib/rubygems/version.rb): segments of digits or
 * of letters, {@code 1.0.a10} is {@code 1.0.a.10}; a hyphen means {@code .pre.}.
 *
 * @param segments as written, with the zeros at the end
 */
record GemVersion(List<String> segments) implements Comparable<GemVersion> {

  GemVersion {
    segments = List.copyOf(segments);
  }

  static GemVersion parse(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(strip(text));
    if (cursor.atEnd()) {
      return new GemVersion(List.of("0"));
    }
    GemVersion version = read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return version;
  }

  /** Reads {@code Gem::Version::VERSION_PATTERN}. */
  static GemVersion read(Cursor cursor) throws InvalidVersionException {
    int start = cursor.position();
    if (cursor.digits().isEmpty()) {
      throw cursor.unexpected("a digit");
    }
    parts(cursor, GemVersion::isAlphanumeric);
    int end = cursor.position();
    if (cursor.skip('-')) {
      if (cursor.take(c -> isAlphanumeric(c) || c == '-').isEmpty()) {
        cursor.moveTo(end);
      } else {
        parts(cursor, c -> isAlphanumeric(c) || c == '-');
      }
    }
    return new GemVersion(segments(cursor.since(start).replace("-", ".pre.")));
  }

  /** Reads {@code .part.part}, as far as no part is empty. */
  private static void parts(Cursor cursor, IntPredicate sign) {
    int end = cursor.position();
    while (cursor.skip('.') && !cursor.take(sign).isEmpty()) {
      end = cursor.position();
    }
    cursor.moveTo(end);
  }

  private static boolean isAlphanumeric(int c) {
    return Digits.isDigit((char) c) || Digits.isLetter((char) c);
  }

  private static List<String> segments(String text) {
    List<String> segments = new ArrayList<>();
    Cursor cursor = new Cursor(text);
    while (!cursor.atEnd()) {
      String digits = cursor.digits();
      if (!digits.isEmpty()) {
        segments.add(digits);
      }
      String letters = cursor.take(c -> Digits.isLetter((char) c));
      if (!letters.isEmpty()) {
        segments.add(letters);
      }
      cursor.skip('.');
    }
    return segments;
  }

  /** Ruby's {@code \s} around it. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The numbers before the first word: {@code 1.2} of {@code 1.2.rc1}. */
  GemVersion release() {
    return new GemVersion(segments.subList(0, numbers()));
  }

  /** {@code Gem::Version#bump}: the least version that {@code ~>} of this one no longer means. */
  GemVersion bump() {
    List<String> bumped = new ArrayList<>(segments.subList(0, numbers()));
    if (bumped.size() > 1) {
      bumped.removeLast();
    }
    bumped.add(new BigInteger(bumped.removeLast()).add(BigInteger.ONE).toString());
    return new GemVersion(bumped);
  }

  private int numbers() {
    int count = 0;
    while (count < segments.size() && isNumber(segments.get(count))) {
      count++;
    }
    return count;
  }

  @Override
  public int compareTo(GemVersion other) {
    List<String> mine = canonical();
    List<String> others = other.canonical();
    for (int i = 0; i < Math.max(mine.size(), others.size()); i++) {
      int compared =
          compare(i < mine.size() ? mine.get(i) : "0", i < others.size() ? others.get(i) : "0");
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  /** Without the zeros at the end of the numbers and at the end of the rest. */
  private List<String> canonical() {
    List<String> canonical = withoutZerosAtEnd(segments.subList(0, numbers()));
    canonical.addAll(withoutZerosAtEnd(segments.subList(numbers(), segments.size())));
    return canonical;
  }

  private static List<String> withoutZerosAtEnd(List<String> segments) {
    List<String> kept = new ArrayList<>(segments);
    while (!kept.isEmpty()
        && isNumber(kept.getLast())
        && Digits.compare(kept.getLast(), "0") == 0) {
      kept.removeLast();
    }
    return kept;
  }

  /** Words sort before numbers. */
  private static int compare(String a, String b) {
    boolean isNumber = isNumber(a);
    if (isNumber != isNumber(b)) {
      return isNumber ? 1 : -1;
    }
    return isNumber ? Digits.compare(a, b) : a.compareTo(b);
  }

  private static boolean isNumber(String segment) {
    return Digits.isDigit(segment.charAt(0));
  }
}
