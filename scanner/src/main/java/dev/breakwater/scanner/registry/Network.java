package dev.breakwater.scanner.registry;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses, {@code 10.0.0.0/8}. */
final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    try {
      byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
      int bits = Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= address.length * 8
          ? Optional.of(new Network(address, bits))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code host} is an address, not a name, inside of it. */
  boolean contains(String host) {
    try {
      byte[] other = InetAddress.ofLiteral(host).getAddress();
      return other.length == address.length && startsAlike(other);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean startsAlike(byte[] other) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((other[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
