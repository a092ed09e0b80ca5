package dev.breakwater.scanner.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version in a range, some of whose numbers may be left open: {@code 1.2}, {@code 1.x}, {@code
 * *}.
 *
 * @param numbers those before the first open one, three at most
 * @param isOrdered whether only open numbers, or none, follow an open one
 * @param preRelease empty for a release
 */
record Partial(List<BigInteger> numbers, boolean isOrdered, Identifiers preRelease) {
  private static final int NUMBERS = 3;

  Partial {
    numbers = List.copyOf(numbers);
  }

  /**
   * Reads {@code 1}, {@code 1.2}, {@code 1.2.3-pre+build} with any number an {@code x}.
   *
   * @param allowPreReleaseOfPart whether {@code 1.2-pre} is read too, or only {@code 1.2.3-pre}
   */
  static Partial read(Cursor cursor, boolean allowPreReleaseOfPart) throws InvalidVersionException {
    List<BigInteger> numbers = new ArrayList<>();
    boolean isOrdered = true;
    int written = 0;
    do {
      if (isOpen(cursor.peek())) {
        cursor.moveTo(cursor.position() + 1);
      } else {
        BigInteger number = SemanticVersion.number(cursor);
        isOrdered &= numbers.size() == written;
        if (isOrdered) {
          numbers.add(number);
        }
      }
      written++;
    } while (written < NUMBERS && cursor.skip('.'));
    Identifiers preRelease =
        written == NUMBERS || allowPreReleaseOfPart
            ? SemanticVersion.preReleaseAndBuild(cursor)
            : Identifiers.NONE;
    return new Partial(numbers, isOrdered, preRelease);
  }

  private static boolean isOpen(char c) {
    return c == 'x' || c == 'X' || c == '*';
  }

  boolean isWhole() {
    return numbers.size() == NUMBERS;
  }

  boolean isAny() {
    return numbers.isEmpty();
  }

  /** With zero for what is open. */
  SemanticVersion least() {
    return new SemanticVersion(number(0), number(1), number(2), preRelease);
  }

  /** The least version after all that begin with the first {@code count} numbers of this one. */
  SemanticVersion after(int count, Identifiers preReleaseOfIt) {
    List<BigInteger> bumped = new ArrayList<>(numbers.subList(0, count));
    bumped.set(count - 1, bumped.get(count - 1).add(BigInteger.ONE));
    Partial next = new Partial(bumped, true, preReleaseOfIt);
    return next.least();
  }

  /** Up to which number {@code ~} lets nothing change. */
  int fixedByTilde() {
    return Math.min(2, numbers.size());
  }

  /** Up to which number {@code ^} lets nothing change: the first that is not zero. */
  int fixedByCaret() {
    int first = 0;
    while (first < numbers.size() - 1 && numbers.get(first).signum() == 0) {
      first++;
    }
    return first + 1;
  }

  BigInteger number(int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }
}
