package dev.breakwater.scanner.layer;

import dev.breakwater.scanner.limit.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The packed bytes of a layer. Remembers why they stopped coming, so that a broken connection is
 * never taken for a broken file. Does not close what it reads from.
 */
final class SourceStream extends InputStream {
  private final InputStream in;
  private final Deadline deadline;
  private long count;
  private Optional<IOException> failure = Optional.empty();

  SourceStream(InputStream in, Deadline deadline) {
    this.in = in;
    this.deadline = deadline;
  }

  long count() {
    return count;
  }

  /** Goes on when nothing has failed yet. */
  void check() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      deadline.check();
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /** Whether the bytes stopped coming. */
  boolean failed() {
    return failure.isPresent();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    check();
    try {
      int read = in.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }
}
