package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Version specifiers of PEP 440, by {@code packaging.specifiers} with pre-releases allowed; besides
 * {@code ||} between alternatives, {@code =} or no operator for {@code ==}, blanks for commas and
 * {@code *} for everything, all as Trivy's go-pep440-version has them.
 *
 * @param withOwnPreReleases whether {@code < 1.0} holds for {@code 1.0rc1}, which to Python it does
 *     not; in an advisory it does, as the flaw is there until it is mended
 */
record PypiRange(boolean withOwnPreReleases) implements Reader<Predicate<PypiVersion>> {
  private static final List<String> OPERATORS =
      List.of("===", "==", "~=", "!=", "<=", ">=", "<", ">", "=");

  /**
   * What follows an operator.
   *
   * @param isPrefix whether {@code .*} ends it
   */
  private record Bound(PypiVersion version, boolean isPrefix) {

    boolean equalTo(PypiVersion other) {
      if (isPrefix) {
        return other.startsWith(version.epoch(), version.release());
      }
      return version.compareTo(version.local().isEmpty() ? other.withoutLocal() : other) == 0;
    }
  }

  @Override
  public Predicate<PypiVersion> read(String text) throws InvalidVersionException {
    if (text.isBlank()) {
      return _ -> true;
    }
    List<Predicate<PypiVersion>> alternatives = new ArrayList<>();
    for (String alternative : Alternatives.of(text)) {
      alternatives.add(all(alternative.strip().equals("*") ? ">=0" : alternative));
    }
    return version -> alternatives.stream().anyMatch(all -> all.test(version));
  }

  private Predicate<PypiVersion> all(String text) throws InvalidVersionException {
    List<Predicate<PypiVersion>> specifiers = new ArrayList<>();
    Cursor cursor = new Cursor(text);
    do {
      cursor.skipBlanks();
      specifiers.add(specifier(cursor));
      cursor.skipBlanks();
      cursor.skip(',');
      cursor.skipBlanks();
    } while (!cursor.atEnd());
    return version -> specifiers.stream().allMatch(specifier -> specifier.test(version));
  }

  private Predicate<PypiVersion> specifier(Cursor cursor) throws InvalidVersionException {
    String operator = cursor.skipAny(OPERATORS);
    cursor.skipBlanks();
    if (operator.equals("===")) {
      String same = cursor.take(c -> !Character.isWhitespace(c) && ",;)".indexOf(c) < 0);
      return version -> version.toString().equalsIgnoreCase(same);
    }
    Bound bound = bound(cursor);
    PypiVersion than = bound.version();
    boolean isEquality = List.of("", "=", "==", "!=").contains(operator);
    if (!isEquality && (bound.isPrefix() || !than.local().isEmpty())) {
      throw new InvalidVersionException(
          "neither .* nor a local version can follow " + operator + " in a range");
    }
    return switch (operator) {
      case "", "=", "==" -> bound::equalTo;
      case "!=" -> version -> !bound.equalTo(version);
      case "~=" -> compatible(than);
      case "<=" -> version -> version.withoutLocal().compareTo(than) <= 0;
      case ">=" -> version -> version.withoutLocal().compareTo(than) >= 0;
      case "<" -> version -> isLess(version, than);
      default -> version -> isGreater(version, than);
    };
  }

  private static Bound bound(Cursor cursor) throws InvalidVersionException {
    PypiVersion version = PypiVersion.read(cursor);
    if (!cursor.skip(".*")) {
      return new Bound(version, false);
    }
    if (!version.equals(version.base())) {
      throw new InvalidVersionException("before .* there are only numbers");
    }
    return new Bound(version, true);
  }

  private static Predicate<PypiVersion> compatible(PypiVersion least)
      throws InvalidVersionException {
    List<String> release = least.release();
    if (release.size() < 2) {
      throw new InvalidVersionException("after ~= there are two numbers at least");
    }
    return version ->
        version.withoutLocal().compareTo(least) >= 0
            && version.startsWith(least.epoch(), release.subList(0, release.size() - 1));
  }

  /** Its own pre-releases, the first of which is {@code .dev0}, are not less than a version. */
  private boolean isLess(PypiVersion version, PypiVersion than) {
    PypiVersion first = withOwnPreReleases || than.isPre() ? than : than.firstPreRelease();
    return version.compareTo(first) < 0;
  }

  /** Neither its own post-releases nor its local versions are greater than a version. */
  private static boolean isGreater(PypiVersion version, PypiVersion than) {
    boolean hasNext = than.isPost() || !than.dev().isEmpty();
    return hasNext
        ? version.compareTo(than.next()) >= 0
        : version.compareTo(than) > 0 && !version.isPostReleaseOrLocalOf(than);
  }
}
