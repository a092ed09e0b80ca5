package dev.breakwater.scanner.tar;

import java.io.IOException;
import java.io.InputStream;

/** The part of a stream that is in memory: one buffer that is used again and grows when it must. */
final class Window {
  /** Small enough to stay in a core's cache. */
  private static final int USUAL = 128 << 10;

  private InputStream in;
  private byte[] buffer = new byte[USUAL];
  private int from;
  private int to;

  Window(InputStream in) {
    this.in = in;
  }

  /** Forgets what it has and goes on with another stream. */
  void reset(InputStream next) {
    in = next;
    from = 0;
    to = 0;
    shrink();
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  /**
   * Makes {@code count} bytes readable from {@link #from}; how many there are, fewer at the end.
   */
  int ensure(int count) throws IOException {
    if (to - from < count) {
      makeRoom(count);
      int read = 0;
      while (to - from < count && read >= 0) {
        read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
      }
    }
    return Math.min(count, to - from);
  }

  private void makeRoom(int count) {
    if (buffer.length - from >= count) {
      return;
    }
    byte[] target = buffer;
    if (count > buffer.length) {
      target = new byte[count];
    } else if (buffer.length > USUAL && Math.max(count, to - from) <= USUAL) {
      target = new byte[USUAL];
    }
    System.arraycopy(buffer, from, target, 0, to - from);
    to -= from;
    from = 0;
    buffer = target;
  }

  /** Gives a large buffer back as soon as what is left fits the usual one. */
  private void shrink() {
    if (buffer.length > USUAL && to - from <= USUAL) {
      byte[] usual = new byte[USUAL];
      System.arraycopy(buffer, from, usual, 0, to - from);
      to -= from;
      from = 0;
      buffer = usual;
    }
  }

  int read(byte[] target, int offset, int length) throws IOException {
    if (from == to) {
      return in.read(target, offset, length);
    }
    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, target, offset, count);
    from += count;
    return count;
  }

  /** Skips up to {@code count} bytes; how many there were. */
  long skip(long count) throws IOException {
    int buffered = (int) Math.min(count, to - from);
    from += buffered;
    long skipped = buffered;
    while (skipped < count) {
      long some = in.skip(count - skipped);
      if (some == 0) {
        if (ensure(1) == 0) {
          break;
        }
        some = Math.min(count - skipped, to - from);
        from += (int) some;
      }
      skipped += some;
    }
    shrink();
    return skipped;
  }
}
