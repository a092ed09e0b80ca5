package dev.breakwater.scanner.version;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * A version by <a href="https://semver.org/">Semantic Versioning 2.0.0</a>; build metadata is read
 * and forgotten, for it has no part in the order.
 *
 * @param preRelease empty for a release
 */
record SemanticVersion(BigInteger major, BigInteger minor, BigInteger patch, Identifiers preRelease)
    implements Comparable<SemanticVersion> {
  private static final Comparator<SemanticVersion> ORDER =
      Comparator.comparing(SemanticVersion::major)
          .thenComparing(SemanticVersion::minor)
          .thenComparing(SemanticVersion::patch)
          .thenComparing(SemanticVersion::preRelease);

  /** The longest text and the greatest number that node-semver takes (internal/constants.js). */
  private static final int NPM_LENGTH = 256;

  private static final BigInteger NPM_NUMBER = BigInteger.valueOf((1L << 53) - 1);

  /** The grammar of semver.org, with nothing before or after it. */
  static SemanticVersion parse(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text);
    BigInteger major = number(cursor);
    cursor.expect('.');
    BigInteger minor = number(cursor);
    cursor.expect('.');
    BigInteger patch = number(cursor);
    return new SemanticVersion(major, minor, patch, rest(cursor));
  }

  /** As {@code new SemVer(text)} of node-semver, not loose: blanks around it and a {@code v}. */
  static SemanticVersion parseOfNpm(String text) throws InvalidVersionException {
    if (text.length() > NPM_LENGTH) {
      throw new InvalidVersionException("it is longer than " + NPM_LENGTH + " characters");
    }
    String trimmed = text.strip();
    SemanticVersion version = parse(trimmed.startsWith("v") ? trimmed.substring(1) : trimmed);
    requireNumbersOfNpm(version);
    return version;
  }

  static void requireNumbersOfNpm(SemanticVersion version) throws InvalidVersionException {
    if (version.major.max(version.minor).max(version.patch).compareTo(NPM_NUMBER) > 0) {
      throw new InvalidVersionException("one of its numbers is greater than " + NPM_NUMBER);
    }
  }

  /**
   * As {@code IsValid} and {@code Compare} of golang.org/x/mod/semver: with its {@code v}; {@code
   * v1} and {@code v1.2} are short for releases.
   */
  static SemanticVersion parseOfGo(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text);
    cursor.expect('v');
    BigInteger major = number(cursor);
    BigInteger minor = BigInteger.ZERO;
    if (!cursor.atEnd()) {
      cursor.expect('.');
      minor = number(cursor);
    }
    if (cursor.atEnd()) {
      return new SemanticVersion(major, minor, BigInteger.ZERO, Identifiers.NONE);
    }
    cursor.expect('.');
    BigInteger patch = number(cursor);
    return new SemanticVersion(major, minor, patch, rest(cursor));
  }

  /** A number without a leading zero. */
  static BigInteger number(Cursor cursor) throws InvalidVersionException {
    String digits = cursor.digits();
    if (digits.isEmpty() || hasLeadingZero(digits)) {
      throw cursor.unexpected("a number without a leading zero");
    }
    return new BigInteger(digits);
  }

  /** Pre-release and build metadata up to the end; returns the former. */
  private static Identifiers rest(Cursor cursor) throws InvalidVersionException {
    Identifiers preRelease = preReleaseAndBuild(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return preRelease;
  }

  /** Reads both, where they are; returns the former. */
  static Identifiers preReleaseAndBuild(Cursor cursor) throws InvalidVersionException {
    Identifiers preRelease = Identifiers.NONE;
    if (cursor.skip('-')) {
      preRelease = identifiers(cursor);
      for (String identifier : preRelease.items()) {
        if (Digits.isNumber(identifier) && hasLeadingZero(identifier)) {
          throw new InvalidVersionException(
              "\"" + identifier + "\" in its pre-release has a leading zero");
        }
      }
    }
    if (cursor.skip('+')) {
      identifiers(cursor);
    }
    return preRelease;
  }

  private static Identifiers identifiers(Cursor cursor) throws InvalidVersionException {
    Identifiers identifiers =
        Identifiers.of(
            cursor.take(
                c ->
                    Digits.isDigit((char) c) || Digits.isLetter((char) c) || c == '-' || c == '.'));
    if (identifiers.isEmpty() || identifiers.items().contains("")) {
      throw new InvalidVersionException("an identifier of its pre-release or build is empty");
    }
    return identifiers;
  }

  private static boolean hasLeadingZero(String digits) {
    return digits.length() > 1 && digits.charAt(0) == '0';
  }

  boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  /** Whether the three numbers are the same. */
  boolean hasNumbersOf(SemanticVersion other) {
    return major.equals(other.major) && minor.equals(other.minor) && patch.equals(other.patch);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    return ORDER.compare(this, other);
  }
}
