package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.MalformedException;

/**
 * An integer of 1 to 9 bytes, the highest first, 7 bits in each but the ninth, which has 8.
 *
 * @param value the integer
 * @param length the bytes that it takes
 */
record Varint(long value, int length) {

  static Varint at(Bytes bytes, long at) throws MalformedException {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int b = bytes.u8(at + i);
      value = value << 7 | (b & 0x7F);
      if (b < 0x80) {
        return new Varint(value, i + 1);
      }
    }
    return new Varint(value << 8 | bytes.u8(at + 8), 9);
  }
}
