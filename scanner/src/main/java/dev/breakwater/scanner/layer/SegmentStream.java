package dev.breakwater.scanner.layer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;

/** A segment from front to back. */
final class SegmentStream extends InputStream {
  private final MemorySegment content;
  private long at;

  SegmentStream(MemorySegment content) {
    this.content = content;
  }

  @Override
  public int read() {
    return at == content.byteSize() ? -1 : content.get(JAVA_BYTE, at++) & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = (int) Math.min(length, content.byteSize() - at);
    if (count == 0) {
      return -1;
    }
    MemorySegment.copy(content, at, MemorySegment.ofArray(target), offset, count);
    at += count;
    return count;
  }

  @Override
  public long skip(long wanted) {
    long count = Math.clamp(wanted, 0, content.byteSize() - at);
    at += count;
    return count;
  }
}
