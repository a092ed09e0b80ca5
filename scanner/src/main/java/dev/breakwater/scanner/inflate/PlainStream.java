package dev.breakwater.scanner.inflate;

import java.io.IOException;

/** Bytes that are not compressed. */
final class PlainStream extends BlockStream {
  private final Input input;

  PlainStream(Input input) {
    this.input = input;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!input.fill()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, input.available());
    System.arraycopy(input.buffer(), input.from(), target, offset, count);
    input.consume(count);
    return count;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
