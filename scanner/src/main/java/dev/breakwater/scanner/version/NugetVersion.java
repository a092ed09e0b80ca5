package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A version of NuGet: up to four numbers, and labels of a pre-release in any case, by {@code
 * NuGetVersion.TryParse} and {@code VersionComparer.Default} of NuGet.Versioning.
 *
 * @param numbers always four
 * @param labels of the pre-release, in upper case; none for a release
 */
record NugetVersion(List<Integer> numbers, List<String> labels)
    implements Comparable<NugetVersion> {
  private static final int PARTS = 4;

  NugetVersion {
    numbers = List.copyOf(numbers);
    labels = List.copyOf(labels);
  }

  static NugetVersion parse(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text.strip());
    NugetVersion version = read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return version;
  }

  /** Reads as much as can be read. */
  static NugetVersion read(Cursor cursor) throws InvalidVersionException {
    List<Integer> numbers = new ArrayList<>(PARTS);
    numbers.add(number(cursor));
    while (numbers.size() < PARTS && cursor.skip('.')) {
      numbers.add(number(cursor));
    }
    while (numbers.size() < PARTS) {
      numbers.add(0);
    }
    List<String> labels = List.of();
    if (cursor.skip('-')) {
      labels = identifiers(cursor);
      for (String label : labels) {
        if (label.length() > 1 && label.startsWith("0") && Digits.isNumber(label)) {
          throw new InvalidVersionException("its label \"" + label + "\" has a leading zero");
        }
      }
    }
    if (cursor.skip('+')) {
      identifiers(cursor);
    }
    return new NugetVersion(numbers, labels);
  }

  private static int number(Cursor cursor) throws InvalidVersionException {
    String digits = cursor.digits();
    if (digits.isEmpty()) {
      throw cursor.unexpected("a number");
    }
    if (Digits.compare(digits, Integer.toString(Integer.MAX_VALUE)) > 0) {
      throw new InvalidVersionException("its number " + digits + " is too big");
    }
    return Integer.parseInt(digits);
  }

  private static List<String> identifiers(Cursor cursor) throws InvalidVersionException {
    List<String> identifiers =
        Identifiers.of(
                cursor
                    .take(
                        c ->
                            Digits.isDigit((char) c)
                                || Digits.isLetter((char) c)
                                || c == '-'
                                || c == '.')
                    .toUpperCase(Locale.ROOT))
            .items();
    if (identifiers.isEmpty() || identifiers.contains("")) {
      throw new InvalidVersionException("one of its labels is empty");
    }
    return identifiers;
  }

  @Override
  public int compareTo(NugetVersion other) {
    for (int i = 0; i < PARTS; i++) {
      int compared = Integer.compare(numbers.get(i), other.numbers.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    if (labels.isEmpty() || other.labels.isEmpty()) {
      return Boolean.compare(labels.isEmpty(), other.labels.isEmpty());
    }
    for (int i = 0; i < Math.min(labels.size(), other.labels.size()); i++) {
      int compared = compare(labels.get(i), other.labels.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(labels.size(), other.labels.size());
  }

  /** Labels that fit an int are compared as numbers and come first, the others as words. */
  private static int compare(String a, String b) {
    boolean isNumber = isInt(a);
    if (isNumber != isInt(b)) {
      return isNumber ? -1 : 1;
    }
    return isNumber ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
  }

  /** As .NET's {@code int.TryParse}, which takes a sign: a label may begin with a hyphen. */
  private static boolean isInt(String label) {
    boolean isNegative = label.startsWith("-");
    String digits = isNegative ? label.substring(1) : label;
    String most = isNegative ? "2147483648" : "2147483647";
    return Digits.isNumber(digits) && Digits.compare(digits, most) <= 0;
  }
}
