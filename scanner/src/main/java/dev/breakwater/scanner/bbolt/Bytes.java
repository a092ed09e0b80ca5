package dev.breakwater.scanner.bbolt;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Little-endian numbers at any offset, and keys in the order of bbolt: unsigned bytes. */
final class Bytes {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static int unsignedShort(MemorySegment segment, long at) {
    return segment.get(SHORT, at) & 0xffff;
  }

  static int intAt(MemorySegment segment, long at) {
    return segment.get(INT, at);
  }

  static long unsigned(MemorySegment segment, long at) {
    return segment.get(INT, at) & 0xffff_ffffL;
  }

  static long longAt(MemorySegment segment, long at) {
    return segment.get(LONG, at);
  }

  /** Compares the key at {@code from} to before {@code to} with {@code key}. */
  static int compare(MemorySegment segment, long from, long to, MemorySegment key) {
    long length = to - from;
    long mismatch = MemorySegment.mismatch(segment, from, to, key, 0, key.byteSize());
    if (mismatch < 0) {
      return 0;
    }
    if (mismatch >= length || mismatch >= key.byteSize()) {
      return Long.compare(length, key.byteSize());
    }
    return Byte.compareUnsigned(
        segment.get(ValueLayout.JAVA_BYTE, from + mismatch),
        key.get(ValueLayout.JAVA_BYTE, mismatch));
  }

  /** Whether {@code key} starts with {@code prefix}. */
  static boolean startsWith(MemorySegment key, MemorySegment prefix) {
    return key.byteSize() >= prefix.byteSize()
        && MemorySegment.mismatch(key, 0, prefix.byteSize(), prefix, 0, prefix.byteSize()) < 0;
  }
}
