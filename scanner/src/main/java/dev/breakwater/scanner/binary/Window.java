package dev.breakwater.scanner.binary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stretch of a stream that moves forward only, and knows where in the stream it stands. */
final class Window {

  private final InputStream in;
  private byte[] buffer = new byte[256 << 10];
  private int start;
  private int end;
  private long offset;

  Window(InputStream in) {
    this.in = in;
  }

  /** Where in the stream the window starts. */
  long offset() {
    return offset;
  }

  /** What holds the window's bytes, until the next call that moves or fills it. */
  byte[] buffer() {
    return buffer;
  }

  /** The index in {@link #buffer} of the window's first byte. */
  int start() {
    return start;
  }

  /** Reads until there are {@code wanted} bytes or the stream ends; returns how many there are. */
  int fill(int wanted) throws IOException {
    if (wanted > buffer.length - start) {
      byte[] target = wanted > buffer.length ? new byte[wanted] : buffer;
      System.arraycopy(buffer, start, target, 0, end - start);
      end -= start;
      start = 0;
      buffer = target;
    }
    while (end - start < wanted) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        break;
      }
      end += read;
    }
    return end - start;
  }

  /** Moves forward by {@code count} bytes that are already there. */
  void advance(int count) {
    start += count;
    offset += count;
  }

  /**
   * Moves forward to a place of the stream.
   *
   * @return whether the place lies ahead and before the end
   */
  boolean advanceTo(long place) throws IOException {
    while (offset < place) {
      int there = fill(1);
      if (there == 0) {
        return false;
      }
      advance((int) Math.min(there, place - offset));
    }
    return offset == place;
  }

  /** Up to {@code most} bytes from {@code distance} bytes ahead; fewer when the stream ends. */
  byte[] copy(int distance, int most) throws IOException {
    int there = fill(distance + most);
    int from = start + Math.min(distance, there);
    return Arrays.copyOfRange(buffer, from, start + Math.min(distance + most, there));
  }
}
