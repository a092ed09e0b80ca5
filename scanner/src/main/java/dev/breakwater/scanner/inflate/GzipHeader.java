package dev.breakwater.scanner.inflate;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;

/** What stands in front of each member's data: RFC 1952, section 2.3. Nothing in it is needed. */
final class GzipHeader {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  /**
   * Skips zeros, which are padding, and a header.
   *
   * @return false when the bytes end and there is no other member
   */
  static boolean skip(Input input) throws IOException {
    int first = input.next();
    while (first == 0) {
      first = input.next();
    }
    if (first < 0) {
      return false;
    }
    if (first != 0x1f || input.next() != 0x8b) {
      throw new MalformedException("gzip: bytes that are not a member follow the last member");
    }
    int method = required(input);
    int flags = required(input);
    if (method != 8 || (flags & RESERVED) != 0) {
      throw new MalformedException("gzip: method %d with flags 0x%02x".formatted(method, flags));
    }
    discard(input, 6);
    if ((flags & EXTRA) != 0) {
      discard(input, (int) number(input, 2));
    }
    if ((flags & NAME) != 0) {
      discardText(input);
    }
    if ((flags & COMMENT) != 0) {
      discardText(input);
    }
    if ((flags & HEADER_CRC) != 0) {
      discard(input, 2);
    }
    return true;
  }

  /** A little-endian number. */
  static long number(Input input, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) required(input) << (8 * i);
    }
    return value;
  }

  static MalformedException truncated() {
    return new MalformedException("gzip: the stream ends within a member");
  }

  private static int required(Input input) throws IOException {
    int next = input.next();
    if (next < 0) {
      throw truncated();
    }
    return next;
  }

  private static void discard(Input input, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required(input);
    }
  }

  private static void discardText(Input input) throws IOException {
    int next = required(input);
    while (next != 0) {
      next = required(input);
    }
  }
}
