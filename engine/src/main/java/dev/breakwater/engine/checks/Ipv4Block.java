package dev.breakwater.engine.checks;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A range of IPv4 addresses in CIDR form (RFC 4632).
 *
 * @param network the first address, as a number of 32 bits
 * @param length how many leading bits are fixed
 */
record Ipv4Block(long network, int length) {
  /** The block of that spelling; empty for anything else, IPv6 included. */
  static Optional<Ipv4Block> parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    OptionalLong network = address(cidr.substring(0, slash));
    OptionalLong length = number(cidr.substring(slash + 1), 32);
    return network.isPresent() && length.isPresent()
        ? Optional.of(new Ipv4Block(network.getAsLong(), (int) length.getAsLong()))
        : Optional.empty();
  }

  /** Whether an address, such as {@code 10.0.0.1}, lies in it. */
  boolean holds(String address) {
    OptionalLong number = address(address);
    int free = 32 - length;
    return number.isPresent() && number.getAsLong() >> free == network >> free;
  }

  private static OptionalLong address(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return OptionalLong.empty();
    }
    long address = 0;
    for (String part : parts) {
      OptionalLong number = number(part, 255);
      if (number.isEmpty()) {
        return OptionalLong.empty();
      }
      address = address << 8 | number.getAsLong();
    }
    return OptionalLong.of(address);
  }

  private static OptionalLong number(String text, int limit) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    int number = Integer.parseInt(text);
    return number <= limit ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
