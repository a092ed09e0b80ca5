package dev.breakwater.scanner.bytes;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Foreign bytes of one byte order, on the heap, native or mapped alike. Every access is checked: a
 * lying offset or length is a {@link MalformedException} that names the place.
 */
public final class Bytes {

  private final MemorySegment segment;
  private final String what;
  private final ValueLayout.OfShort shorts;
  private final ValueLayout.OfInt ints;
  private final ByteOrder order;

  private Bytes(MemorySegment segment, ByteOrder order, String what) {
    this.segment = segment;
    this.what = what;
    this.order = order;
    this.shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    this.ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
  }

  /**
   * Wraps bytes.
   *
   * @param what names them in messages, such as {@code "page 7 of an SQLite database"}
   */
  public static Bytes of(MemorySegment segment, ByteOrder order, String what) {
    return new Bytes(segment, order, what);
  }

  /** How many bytes there are. */
  public long size() {
    return segment.byteSize();
  }

  /** The bytes themselves, not copied. */
  public MemorySegment segment() {
    return segment;
  }

  /** One unsigned byte. */
  public int u8(long at) throws MalformedException {
    check(at, 1);
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at));
  }

  /** Two bytes, unsigned. */
  public int u16(long at) throws MalformedException {
    check(at, Short.BYTES);
    return Short.toUnsignedInt(segment.get(shorts, at));
  }

  /** Four bytes, unsigned. */
  public long u32(long at) throws MalformedException {
    check(at, Integer.BYTES);
    return Integer.toUnsignedLong(segment.get(ints, at));
  }

  /** A part of the bytes, not copied. */
  public Bytes slice(long at, long length) throws MalformedException {
    return slice(at, length, what);
  }

  /** A part of the bytes under a name of its own, not copied. */
  public Bytes slice(long at, long length, String part) throws MalformedException {
    check(at, length);
    return new Bytes(segment.asSlice(at, length), order, part);
  }

  /** Where the first byte of that value is, from {@code from} on; -1 when there is none. */
  public long indexOf(byte value, long from) throws MalformedException {
    check(from, 0);
    for (long at = from; at < size(); at++) {
      if (segment.get(ValueLayout.JAVA_BYTE, at) == value) {
        return at;
      }
    }
    return -1;
  }

  /** What is wrong with these bytes, to be thrown. */
  public MalformedException malformed(String problem) {
    return new MalformedException(what + ": " + problem);
  }

  private void check(long at, long length) throws MalformedException {
    if (at < 0 || length < 0 || length > size() - at) {
      throw malformed("%d bytes at %d reach beyond the end at %d".formatted(length, at, size()));
    }
  }
}
