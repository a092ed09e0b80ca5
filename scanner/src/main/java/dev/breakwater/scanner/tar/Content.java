package dev.breakwater.scanner.tar;

import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of one file at a time. A {@link #view} shows all of it, a {@link #stream} takes it
 * from front to back; the stream ends the view.
 */
public final class Content {
  private final Window window;
  private long size;
  private long taken;

  Content(Window window) {
    this.window = window;
  }

  /** Content that is read from {@code in}, which must give exactly {@code size} bytes. */
  public static Content of(InputStream in, long size) {
    Content content = new Content(new Window(in));
    content.start(size);
    return content;
  }

  /** Shows the next file's content with the same buffer. */
  public void reuse(InputStream in, long size) {
    window.reset(in);
    start(size);
  }

  void start(long size) {
    this.size = size;
    this.taken = 0;
  }

  /** How many bytes there are in all. */
  public long size() {
    return size;
  }

  /** Shows the first bytes, before anything else was read. */
  public void show(Head head) throws IOException {
    int count = window.ensure((int) Math.min(size, Head.MOST));
    head.show(window.buffer(), window.from(), count);
  }

  /**
   * Makes all bytes readable in {@link #buffer()}.
   *
   * @return where they start; they end {@link #size()} bytes later
   * @throws MalformedException when the stream ends before
   */
  public int view() throws IOException {
    int count = window.ensure(Math.toIntExact(size));
    if (count < size) {
      throw truncated(count);
    }
    return window.from();
  }

  /** The buffer that holds the view; another one after the next call. */
  public byte[] buffer() {
    return window.buffer();
  }

  /** The bytes, once. */
  public InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (taken == size) {
          return -1;
        }
        int count = window.read(target, offset, (int) Math.min(length, size - taken));
        if (count < 0) {
          throw truncated(taken);
        }
        taken += count;
        return count;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = window.skip(Math.clamp(count, 0, size - taken));
        taken += skipped;
        return skipped;
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }

  /** Skips what was not taken, and {@code padding} bytes more. */
  void finish(long padding) throws IOException {
    long left = size - taken;
    long skipped = window.skip(left + padding);
    taken += Math.min(left, skipped);
    if (skipped < left) {
      throw truncated(taken);
    }
  }

  private MalformedException truncated(long at) {
    return new MalformedException("the content ends after %,d of %,d bytes".formatted(at, size));
  }
}
