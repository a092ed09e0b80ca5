package dev.breakwater.scanner.inflate;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip (<a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>) by the JDK's zlib: one
 * member after the other, each with its checksum and length compared, until the bytes end. Zeros
 * after the last member are padding; anything else there is an error, and so is an end within a
 * member.
 */
final class GzipStream extends BlockStream {
  private final Input input;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean ended;

  /** {@code input} starts with the magic bytes. */
  GzipStream(Input input) {
    this.input = input;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (length > 0 && !ended) {
      if (inMember && inflater.finished()) {
        endMember();
      }
      if (!inMember) {
        inMember = GzipHeader.skip(input);
        ended = !inMember;
        continue;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        return count;
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      if (!input.fill()) {
        throw GzipHeader.truncated();
      }
      inflater.setInput(input.buffer(), input.from(), input.available());
    }
    int count;
    int before = inflater.getRemaining();
    try {
      count = inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw new MalformedException("gzip: invalid deflate data: " + e.getMessage());
    }
    input.consume(before - inflater.getRemaining());
    crc.update(target, offset, count);
    if (inflater.needsDictionary()) {
      throw new MalformedException("gzip: deflate data that needs a dictionary");
    }
    return count;
  }

  private void endMember() throws IOException {
    long expected = number(4);
    if (expected != crc.getValue()) {
      throw new MalformedException(
          "gzip: checksum %08x, the data has %08x".formatted(expected, crc.getValue()));
    }
    long size = number(4);
    long actual = inflater.getBytesWritten() & 0xffff_ffffL;
    if (size != actual) {
      throw new MalformedException("gzip: a member of %,d bytes says %,d".formatted(actual, size));
    }
    inflater.reset();
    crc.reset();
    inMember = false;
  }

  private long number(int bytes) throws IOException {
    return GzipHeader.number(input, bytes);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    input.close();
  }
}
