package dev.breakwater.scanner.inflate;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read in blocks. */
abstract class BlockStream extends InputStream {

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    int count = 0;
    while (count == 0) {
      count = read(one, 0, 1);
    }
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
