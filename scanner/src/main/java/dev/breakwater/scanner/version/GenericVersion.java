package dev.breakwater.scanner.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of the schemes that have no library of their own in Trivy: any count of numbers, a
 * pre-release with or without a hyphen, build metadata without meaning; by pkg/version/version.go
 * of aquasecurity/go-version.
 *
 * @param numbers at least one
 * @param preRelease empty for a release
 */
record GenericVersion(List<BigInteger> numbers, Identifiers preRelease)
    implements Comparable<GenericVersion> {
  /** The greatest number that the library takes. */
  private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  GenericVersion {
    numbers = List.copyOf(numbers);
  }

  static GenericVersion parse(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text);
    GenericVersion version = read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return version;
  }

  /** Reads as much as can be read. */
  static GenericVersion read(Cursor cursor) throws InvalidVersionException {
    cursor.skip('v');
    List<BigInteger> numbers = new ArrayList<>(List.of(number(cursor)));
    int end = cursor.position();
    while (cursor.skip('.') && Digits.isDigit(cursor.peek())) {
      numbers.add(number(cursor));
      end = cursor.position();
    }
    cursor.moveTo(end);
    Identifiers preRelease = preRelease(cursor);
    end = cursor.position();
    if (cursor.skip('+') && identifiers(cursor).isEmpty()) {
      cursor.moveTo(end);
    }
    return new GenericVersion(numbers, preRelease);
  }

  private static BigInteger number(Cursor cursor) throws InvalidVersionException {
    String digits = cursor.digits();
    if (digits.isEmpty()) {
      throw cursor.unexpected("a digit");
    }
    BigInteger number = new BigInteger(digits);
    if (number.compareTo(MOST) > 0) {
      throw new InvalidVersionException("its number " + digits + " is too big");
    }
    return number;
  }

  /** After a hyphen, or at once if it begins with a letter, a hyphen or a tilde. */
  private static Identifiers preRelease(Cursor cursor) {
    int start = cursor.position();
    if (cursor.skip('-')) {
      if (isSign(cursor.peek())) {
        return Identifiers.of(identifiers(cursor));
      }
      // A hyphen alone is a pre-release that is called so.
      cursor.moveTo(start);
    }
    return isSign(cursor.peek()) && !Digits.isDigit(cursor.peek())
        ? Identifiers.of(identifiers(cursor))
        : Identifiers.NONE;
  }

  /** Reads {@code a.b.c}, as far as no part is empty. */
  private static String identifiers(Cursor cursor) {
    int start = cursor.position();
    int end = start;
    while (!cursor.take(c -> isSign((char) c)).isEmpty()) {
      end = cursor.position();
      if (!cursor.skip('.')) {
        break;
      }
    }
    cursor.moveTo(end);
    return cursor.since(start);
  }

  private static boolean isSign(char c) {
    return Digits.isDigit(c) || Digits.isLetter(c) || c == '-' || c == '~';
  }

  /** {@code ~>}: the last number but one, or the only one, is raised. */
  GenericVersion pessimisticBump() {
    List<BigInteger> bumped = new ArrayList<>(numbers);
    if (bumped.size() == 1) {
      // The library keeps the pre-release here, and only here and in the tilde's.
      bumped.set(0, bumped.getFirst().add(BigInteger.ONE));
      return new GenericVersion(bumped, preRelease);
    }
    bumped.set(bumped.size() - 1, BigInteger.ZERO);
    int raised = bumped.size() - 2;
    bumped.set(raised, bumped.get(raised).add(BigInteger.ONE));
    return new GenericVersion(bumped, Identifiers.NONE);
  }

  /** {@code ~}: of two numbers the second is raised. */
  GenericVersion tildeBump() {
    return numbers.size() == 2
        ? new GenericVersion(
            List.of(numbers.getFirst(), numbers.getLast().add(BigInteger.ONE)), preRelease)
        : pessimisticBump();
  }

  /** {@code ^}: the first number that is not zero, or the last, is raised. */
  GenericVersion caretBump() {
    int raised = 0;
    while (raised < numbers.size() - 1 && numbers.get(raised).signum() == 0) {
      raised++;
    }
    List<BigInteger> bumped = new ArrayList<>(numbers.subList(0, raised));
    bumped.add(numbers.get(raised).add(BigInteger.ONE));
    return new GenericVersion(bumped, Identifiers.NONE);
  }

  @Override
  public int compareTo(GenericVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int compared = number(i).compareTo(other.number(i));
      if (compared != 0) {
        return compared;
      }
    }
    return preRelease.compareTo(other.preRelease);
  }

  private BigInteger number(int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }
}
