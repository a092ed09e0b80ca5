package dev.breakwater.scanner.match;

import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.version.Order;
import dev.breakwater.scanner.version.VersionScheme;

/** Questions that advisories ask about versions; what is no version is never vulnerable. */
final class Versions {
  private Versions() {}

  static boolean isValid(VersionScheme scheme, String version) {
    return scheme.compare(version, version) instanceof Parsed.Valid;
  }

  /** Whether both are versions and {@code a} is earlier than {@code b}. */
  static boolean isBefore(VersionScheme scheme, String a, String b) {
    return is(scheme, a, Order.BEFORE, b);
  }

  /** Whether both are versions and stand to each other like that. */
  static boolean is(VersionScheme scheme, String a, Order expected, String b) {
    return scheme.compare(a, b) instanceof Parsed.Valid<Order>(Order order) && order == expected;
  }
}
