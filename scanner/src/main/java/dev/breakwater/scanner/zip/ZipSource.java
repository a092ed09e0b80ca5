package dev.breakwater.scanner.zip;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of a zip, front to back, with a short look ahead. Numbers are little-endian. */
final class ZipSource {

  private static final int SIZE = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[SIZE];
  private int at;
  private int end;
  private long offset;

  ZipSource(InputStream in) {
    this.in = in;
  }

  /** How many bytes have been taken. */
  long offset() {
    return offset;
  }

  /** Makes up to {@code wanted} bytes, at most 32 KiB, visible; returns how many there are. */
  int peek(int wanted) throws IOException {
    if (at + wanted > SIZE) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    }
    while (end - at < wanted) {
      int read = in.read(buffer, end, SIZE - end);
      if (read < 0) {
        break;
      }
      end += read;
    }
    return end - at;
  }

  /** A byte that {@link #peek} made visible. */
  int visible(int ahead) {
    return buffer[at + ahead] & 0xFF;
  }

  /** The first place from {@code from} on with this byte; {@code to} when there is none before. */
  int find(int wanted, int from, int to) {
    for (int i = at + from; i < at + to; i++) {
      if (buffer[i] == wanted) {
        return i - at;
      }
    }
    return to;
  }

  /** A number of 32 bits that {@link #peek} made visible. */
  long visible32(int ahead) {
    return visible(ahead)
        | visible(ahead + 1) << 8
        | visible(ahead + 2) << 16
        | (long) visible(ahead + 3) << 24;
  }

  /** A number of 64 bits that {@link #peek} made visible. */
  long visible64(int ahead) {
    return visible32(ahead) | visible32(ahead + 4) << 32;
  }

  void advance(int count) {
    at += count;
    offset += count;
  }

  int u16() throws IOException {
    need(2);
    int value = visible(0) | visible(1) << 8;
    advance(2);
    return value;
  }

  long u32() throws IOException {
    need(4);
    long value = visible32(0);
    advance(4);
    return value;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int done = 0; done < count; ) {
      int there = read(bytes, done, count - done);
      if (there < 0) {
        throw truncated();
      }
      done += there;
    }
    return bytes;
  }

  /** At least one byte, unless the end is reached: then -1. */
  int read(byte[] target, int from, int length) throws IOException {
    if (peek(1) == 0) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, from, count);
    advance(count);
    return count;
  }

  void skip(long count) throws IOException {
    for (long left = count; left > 0; ) {
      if (peek(1) == 0) {
        throw truncated();
      }
      int step = (int) Math.min(left, end - at);
      advance(step);
      left -= step;
    }
  }

  /** Gives the inflater up to {@code most} bytes to look at; it takes them by {@link #advance}. */
  int feed(Inflater inflater, long most) throws IOException {
    int there = (int) Math.min(most, peek(1));
    inflater.setInput(buffer, at, there);
    return there;
  }

  private void need(int count) throws IOException {
    if (peek(count) < count) {
      throw truncated();
    }
  }

  private MalformedException truncated() {
    return new MalformedException("zip: ends at byte %,d, inside an entry".formatted(offset));
  }
}
