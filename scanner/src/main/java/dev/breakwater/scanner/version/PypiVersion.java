package dev.breakwater.scanner.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A version of Python by PEP 440, read and ordered as {@code packaging.version} does: {@code
 * [epoch!]release[pre][.postN][.devN][+local]} in any of its spellings.
 *
 * @param epoch decimal digits, as all numbers here
 * @param release the numbers, zeros at the end included
 * @param pre {@code a}, {@code b} or {@code rc} with its number; empty where there is none
 * @param post the number of the post-release; empty where there is none
 * @param dev the number of the development release; empty where there is none
 * @param local the parts of the local version, lower case; none where there is none
 */
record PypiVersion(
    String epoch, List<String> release, Pre pre, String post, String dev, List<String> local)
    implements Comparable<PypiVersion> {
  private static final List<String> PRE =
      List.of("alpha", "a", "beta", "b", "preview", "pre", "c", "rc");
  private static final List<String> POST = List.of("post", "rev", "r");
  private static final Comparator<PypiVersion> ORDER =
      Comparator.comparing(PypiVersion::epoch, Digits::compare)
          .thenComparing(PypiVersion::release, PypiVersion::compareReleases)
          .thenComparingInt(PypiVersion::rank)
          .thenComparing(version -> version.pre.number(), Digits::compare)
          .thenComparing(PypiVersion::isPost)
          .thenComparing(PypiVersion::post, Digits::compare)
          .thenComparing(version -> version.dev.isEmpty())
          .thenComparing(PypiVersion::dev, Digits::compare)
          .thenComparing(PypiVersion::local, PypiVersion::compareLocals);

  /** The letter and the number of a pre-release. */
  record Pre(String letter, String number) {
    static final Pre NONE = new Pre("", "");
  }

  PypiVersion {
    release = List.copyOf(release);
    local = List.copyOf(local);
  }

  static PypiVersion parse(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text.strip());
    PypiVersion version = read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return version;
  }

  /** Reads as much as can be read. */
  static PypiVersion read(Cursor cursor) throws InvalidVersionException {
    cursor.skipAny(List.of("v"));
    String epoch = "0";
    String first = cursor.digits();
    if (!first.isEmpty() && cursor.skip('!')) {
      epoch = first;
      first = cursor.digits();
    }
    if (first.isEmpty()) {
      throw cursor.unexpected("a digit");
    }
    List<String> release = new ArrayList<>(List.of(first));
    int end = cursor.position();
    while (cursor.skip('.') && Digits.isDigit(cursor.peek())) {
      release.add(cursor.digits());
      end = cursor.position();
    }
    cursor.moveTo(end);
    return new PypiVersion(epoch, release, pre(cursor), post(cursor), dev(cursor), local(cursor));
  }

  private static Pre pre(Cursor cursor) {
    int start = cursor.position();
    skipSeparator(cursor);
    String letter = cursor.skipAny(PRE);
    if (letter.isEmpty()) {
      cursor.moveTo(start);
      return Pre.NONE;
    }
    return new Pre(
        switch (letter) {
          case "alpha", "a" -> "a";
          case "beta", "b" -> "b";
          default -> "rc";
        },
        number(cursor));
  }

  private static String post(Cursor cursor) {
    int start = cursor.position();
    if (cursor.skip('-') && Digits.isDigit(cursor.peek())) {
      return cursor.digits();
    }
    cursor.moveTo(start);
    return named(POST, cursor);
  }

  private static String dev(Cursor cursor) {
    return named(List.of("dev"), cursor);
  }

  private static String named(List<String> names, Cursor cursor) {
    int start = cursor.position();
    skipSeparator(cursor);
    if (cursor.skipAny(names).isEmpty()) {
      cursor.moveTo(start);
      return "";
    }
    return number(cursor);
  }

  /** The number after a name, 0 where it is left out. */
  private static String number(Cursor cursor) {
    skipSeparator(cursor);
    String digits = cursor.digits();
    return digits.isEmpty() ? "0" : digits;
  }

  private static void skipSeparator(Cursor cursor) {
    if (isSeparator(cursor.peek())) {
      cursor.moveTo(cursor.position() + 1);
    }
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '_' || c == '-';
  }

  private static List<String> local(Cursor cursor) {
    int end = cursor.position();
    List<String> local = new ArrayList<>();
    if (cursor.skip('+')) {
      String part = part(cursor);
      while (!part.isEmpty()) {
        local.add(part);
        end = cursor.position();
        skipSeparator(cursor);
        part = cursor.position() == end ? "" : part(cursor);
      }
    }
    cursor.moveTo(end);
    return local;
  }

  private static String part(Cursor cursor) {
    return cursor
        .take(c -> Digits.isDigit((char) c) || Digits.isLetter((char) c))
        .toLowerCase(Locale.ROOT);
  }

  boolean isPre() {
    return !pre.letter().isEmpty() || !dev.isEmpty();
  }

  boolean isPost() {
    return !post.isEmpty();
  }

  /** Without its local part. */
  PypiVersion withoutLocal() {
    return new PypiVersion(epoch, release, pre, post, dev, List.of());
  }

  /** Epoch and release only. */
  PypiVersion base() {
    return new PypiVersion(epoch, release, Pre.NONE, "", "", List.of());
  }

  /** Whether its first numbers are those, missing ones being zero. */
  boolean startsWith(String ofEpoch, List<String> numbers) {
    List<String> first = release.subList(0, Math.min(numbers.size(), release.size()));
    return Digits.compare(epoch, ofEpoch) == 0 && compareReleases(first, numbers) == 0;
  }

  /** {@code 1.0.dev0} of {@code 1.0}. */
  PypiVersion firstPreRelease() {
    return new PypiVersion(epoch, release, pre, post, "0", List.of());
  }

  /** Of a development or post-release the next one, with all that comes before it. */
  PypiVersion next() {
    return dev.isEmpty()
        ? new PypiVersion(epoch, release, pre, raised(post), "0", List.of())
        : new PypiVersion(epoch, release, pre, post, raised(dev), List.of());
  }

  private static String raised(String number) {
    return new BigInteger(number).add(BigInteger.ONE).toString();
  }

  /** Whether it differs from that release or pre-release only in what may come after it. */
  boolean isPostReleaseOrLocalOf(PypiVersion other) {
    return base().compareTo(other.base()) == 0
        && pre.letter().equals(other.pre.letter())
        && Digits.compare(pre.number(), other.pre.number()) == 0;
  }

  /** In the normal spelling. */
  @Override
  public String toString() {
    StringBuilder normal = new StringBuilder();
    if (Digits.compare(epoch, "0") != 0) {
      normal.append(value(epoch)).append('!');
    }
    normal.append(release.stream().map(PypiVersion::value).collect(Collectors.joining(".")));
    if (!pre.letter().isEmpty()) {
      normal.append(pre.letter()).append(value(pre.number()));
    }
    if (isPost()) {
      normal.append(".post").append(value(post));
    }
    if (!dev.isEmpty()) {
      normal.append(".dev").append(value(dev));
    }
    if (!local.isEmpty()) {
      normal
          .append('+')
          .append(
              local.stream()
                  .map(part -> Digits.isNumber(part) ? value(part) : part)
                  .collect(Collectors.joining(".")));
    }
    return normal.toString();
  }

  private static String value(String digits) {
    String value = Digits.withoutLeadingZeros(digits);
    return value.isEmpty() ? "0" : value;
  }

  /**
   * A development release of nothing else is before all others, a release after the pre-releases.
   */
  private int rank() {
    if (pre.letter().isEmpty()) {
      return isPost() || dev.isEmpty() ? 3 : -1;
    }
    return switch (pre.letter()) {
      case "a" -> 0;
      case "b" -> 1;
      default -> 2;
    };
  }

  static int compareReleases(List<String> a, List<String> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int compared = Digits.compare(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  /** Words sort before numbers, and a shorter one before its longer. */
  private static int compareLocals(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      boolean isNumber = Digits.isNumber(a.get(i));
      if (isNumber != Digits.isNumber(b.get(i))) {
        return isNumber ? 1 : -1;
      }
      int compared = isNumber ? Digits.compare(a.get(i), b.get(i)) : a.get(i).compareTo(b.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  @Override
  public int compareTo(PypiVersion other) {
    return ORDER.compare(this, other);
  }
}
