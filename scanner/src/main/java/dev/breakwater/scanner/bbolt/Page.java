package dev.breakwater.scanner.bbolt;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;

/**
 * A branch or a leaf. Every access checks that it stays inside the page; each element holds the
 * distance from itself to its key, and the value follows the key.
 */
final class Page {
  /** Bytes of the header: id, flags, count, overflow. */
  static final int HEADER = 16;

  private static final int ELEMENT = 16;
  private static final int BRANCH = 1;
  private static final int LEAF = 2;
  private static final int BUCKET_ELEMENT = 1;

  private final MemorySegment bytes;
  private final String place;
  private final boolean leaf;
  private final int count;

  private Page(MemorySegment bytes, String place, boolean leaf, int count) {
    this.bytes = bytes;
    this.place = place;
    this.leaf = leaf;
    this.count = count;
  }

  /**
   * The page that fills {@code bytes}.
   *
   * @throws MalformedException when it is neither a branch nor a leaf, or has more elements than
   *     room
   */
  static Page of(MemorySegment bytes, String place) throws MalformedException {
    if (bytes.byteSize() < HEADER) {
      throw new MalformedException(
          "bbolt: %s has only %,d bytes".formatted(place, bytes.byteSize()));
    }
    int flags = Bytes.unsignedShort(bytes, 8);
    int count = Bytes.unsignedShort(bytes, 10);
    if ((flags & (BRANCH | LEAF)) == 0) {
      throw new MalformedException(
          "bbolt: %s is neither branch nor leaf: flags %#x".formatted(place, flags));
    }
    if (HEADER + (long) count * ELEMENT > bytes.byteSize()) {
      throw new MalformedException(
          "bbolt: %s has %,d elements in %,d bytes".formatted(place, count, bytes.byteSize()));
    }
    return new Page(bytes, place, (flags & LEAF) != 0, count);
  }

  boolean isLeaf() {
    return leaf;
  }

  int count() {
    return count;
  }

  /** Where in a leaf {@code key} is or would be: the number of keys before it. */
  int lowerBound(MemorySegment key) throws MalformedException {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The child of a branch that has {@code key}: the last whose first key is not after it. */
  int childFor(MemorySegment key) throws MalformedException {
    int index = lowerBound(key);
    boolean exact = index < count && compare(index, key) == 0;
    return exact ? index : Math.max(0, index - 1);
  }

  /** The page that an element of a branch leads to. */
  long child(int index) {
    return Bytes.longAt(bytes, element(index) + 8);
  }

  /** Whether the value of an element of a leaf is a bucket. */
  boolean isBucket(int index) {
    return (Bytes.intAt(bytes, element(index)) & BUCKET_ELEMENT) != 0;
  }

  MemorySegment key(int index) throws MalformedException {
    long start = keyStart(index);
    return bytes.asSlice(start, keyEnd(index, start) - start);
  }

  /** The value of an element of a leaf. */
  MemorySegment value(int index) throws MalformedException {
    long start = keyEnd(index, keyStart(index));
    long size = Bytes.unsigned(bytes, element(index) + 12);
    if (size > bytes.byteSize() - start) {
      throw outside(index, "value", start, size);
    }
    return bytes.asSlice(start, size);
  }

  private int compare(int index, MemorySegment key) throws MalformedException {
    long start = keyStart(index);
    return Bytes.compare(bytes, start, keyEnd(index, start), key);
  }

  private static long element(int index) {
    return HEADER + (long) index * ELEMENT;
  }

  private long keyStart(int index) {
    long element = element(index);
    return element + Bytes.unsigned(bytes, leaf ? element + 4 : element);
  }

  private long keyEnd(int index, long start) throws MalformedException {
    long element = element(index);
    long size = Bytes.unsigned(bytes, leaf ? element + 8 : element + 4);
    if (start + size > bytes.byteSize()) {
      throw outside(index, "key", start, size);
    }
    return start + size;
  }

  private MalformedException outside(int index, String what, long start, long size) {
    return new MalformedException(
        "bbolt: %s, %s of element %,d: %,d bytes at %,d, but the page has %,d"
            .formatted(place, what, index, size, start, bytes.byteSize()));
  }
}
