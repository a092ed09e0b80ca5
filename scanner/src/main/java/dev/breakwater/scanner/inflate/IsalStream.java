package dev.breakwater.scanner.inflate;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Gzip by ISA-L, with the same verdicts as {@link GzipStream}. The library says nothing when the
 * input ends too early and stops after each member: both are looked after here.
 */
final class IsalStream extends BlockStream {
  /** Half of what a core's second-level cache usually holds. */
  private static final int OUT = 2 * GuardedMemory.PAGE;

  private final Input input;
  private final Isal.Session session;
  private int from;
  private int to;
  private boolean inMember;
  private boolean ended;
  private boolean closed;

  /** {@code input} starts with the magic bytes. */
  IsalStream(Input input, Isal library) {
    this.input = input;
    this.session = library.new Session(input.buffer().length, OUT);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (from == to && !inflate()) {
      return -1;
    }
    int count = Math.min(length, to - from);
    MemorySegment.copy(session.out(), from, MemorySegment.ofArray(target), offset, count);
    from += count;
    return count;
  }

  /** Inflated bytes that nobody wants are not even copied. */
  @Override
  public long skip(long count) throws IOException {
    if (count <= 0 || (from == to && !inflate())) {
      return 0;
    }
    int skipped = (int) Math.min(count, to - from);
    from += skipped;
    return skipped;
  }

  private boolean inflate() throws IOException {
    from = 0;
    to = 0;
    while (to == 0 && !ended) {
      if (!inMember) {
        inMember = GzipHeader.skip(input);
        ended = !inMember;
      } else {
        to = session.inflate(input);
        if (session.finished()) {
          session.reset();
          inMember = false;
        } else if (to == 0 && input.available() == 0 && !input.fill()) {
          throw GzipHeader.truncated();
        }
      }
    }
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      session.close();
      input.close();
    }
  }
}
