package dev.breakwater.image.reference;

import java.util.BitSet;

/**
 * A pattern in which {@code *} stands for any characters but a slash, {@code **} for any characters
 * and {@code ?} for one character but a slash.
 *
 * <p>It follows all ways through the pattern at once, so that the time is bounded by the product of
 * both lengths, whatever the pattern: people who may write policies cannot stall the operator.
 */
final class Glob {
  private static final char ANY = 0;
  private static final char SEGMENT = 1;
  private static final char ONE = 2;

  /** The characters up to the first wildcard; most names differ there already. */
  private final String prefix;

  /** The rest; {@code **} is one symbol. */
  private final String symbols;

  private Glob(String prefix, String symbols) {
    this.prefix = prefix;
    this.symbols = symbols;
  }

  static Glob of(String pattern) {
    String symbols =
        pattern.replace("**", String.valueOf(ANY)).replace('*', SEGMENT).replace('?', ONE);
    int literal = 0;
    while (literal < symbols.length() && symbols.charAt(literal) > ONE) {
      literal++;
    }
    return new Glob(symbols.substring(0, literal), symbols.substring(literal));
  }

  boolean matches(String text) {
    if (!text.startsWith(prefix)) {
      return false;
    }
    BitSet positions = new BitSet(symbols.length() + 1);
    reach(positions, 0);
    for (int i = prefix.length(); i < text.length() && !positions.isEmpty(); i++) {
      positions = after(positions, text.charAt(i));
    }
    return positions.get(symbols.length());
  }

  private BitSet after(BitSet positions, char c) {
    BitSet next = new BitSet(symbols.length() + 1);
    for (int p = positions.nextSetBit(0);
        p >= 0 && p < symbols.length();
        p = positions.nextSetBit(p + 1)) {
      switch (symbols.charAt(p)) {
        case ANY -> reach(next, p);
        case SEGMENT -> {
          if (c != '/') {
            reach(next, p);
          }
        }
        case ONE -> {
          if (c != '/') {
            reach(next, p + 1);
          }
        }
        default -> {
          if (c == symbols.charAt(p)) {
            reach(next, p + 1);
          }
        }
      }
    }
    return next;
  }

  /** A star may stand for nothing, so what follows it is reached with it. */
  private void reach(BitSet positions, int position) {
    int p = position;
    positions.set(p);
    while (p < symbols.length() && symbols.charAt(p) <= SEGMENT) {
      p++;
      positions.set(p);
    }
  }
}
