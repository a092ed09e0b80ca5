package dev.breakwater.scanner.inflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compressed bytes on their way in: a buffer in front of a stream. */
final class Input {
  private static final int SIZE = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[SIZE];
  private int from;
  private int to;

  Input(InputStream in) {
    this.in = in;
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int available() {
    return to - from;
  }

  void consume(int count) {
    from += count;
  }

  /** Reads more when the buffer is empty; false at the end of the stream. */
  boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, in.read(buffer, 0, SIZE));
    return to > 0;
  }

  /** Up to {@code count} of the next bytes, without taking them; fewer only at the end. */
  byte[] peek(int count) throws IOException {
    if (SIZE - from < count) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    int read = 0;
    while (to - from < count && read >= 0) {
      read = in.read(buffer, to, SIZE - to);
      to += Math.max(0, read);
    }
    return Arrays.copyOfRange(buffer, from, Math.min(to, from + count));
  }

  /** The next byte from 0 to 255, or -1 at the end. */
  int next() throws IOException {
    return fill() ? buffer[from++] & 0xff : -1;
  }

  void close() throws IOException {
    in.close();
  }
}
