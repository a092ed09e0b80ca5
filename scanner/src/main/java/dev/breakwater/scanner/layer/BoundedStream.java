package dev.breakwater.scanner.layer;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The inflated bytes of a layer, up to their limits. Once it has failed it fails for ever. */
final class BoundedStream extends InputStream {
  private final InputStream in;
  private final SourceStream source;
  private final Limits limits;
  private long count;
  private Optional<IOException> failure = Optional.empty();

  BoundedStream(InputStream in, SourceStream source, Limits limits) {
    this.in = in;
    this.source = source;
    this.limits = limits;
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

  @Override
  public long skip(long wanted) throws IOException {
    check();
    try {
      long skipped = in.skip(wanted);
      count += skipped;
      return skipped;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private void check() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    source.check();
    if (count > limits.inflated()) {
      fail(new LimitExceededException("bytes of a layer", limits.inflated()));
    }
    if (count > Limits.RATIO_FROM && count / limits.ratio() > source.count()) {
      fail(new LimitExceededException("times as many bytes as before inflating", limits.ratio()));
    }
  }

  private void fail(IOException limit) throws IOException {
    failure = Optional.of(limit);
    throw limit;
  }
}
