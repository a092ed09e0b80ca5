package dev.breakwater.scanner.zip;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of one entry, inflated where needed, and its check sum on the way. */
final class ZipContent extends InputStream {

  private final ZipSource source;
  private final Inflater inflater;
  private final boolean deflated;
  private final ZipBudget budget;
  private final CRC32 checkSum = new CRC32();
  private long left;
  private long taken;
  private long given;
  private boolean finished;

  /**
   * The content that starts at the source's place.
   *
   * @param size of the compressed bytes; {@link Long#MAX_VALUE} when only their own end tells
   */
  ZipContent(ZipSource source, Inflater inflater, boolean deflated, long size, ZipBudget budget) {
    this.source = source;
    this.inflater = inflater;
    this.deflated = deflated;
    this.budget = budget;
    this.left = size;
    inflater.reset();
  }

  /** How many compressed bytes were taken from the source. */
  long taken() {
    return taken;
  }

  /** How many bytes of content were given. */
  long given() {
    return given;
  }

  /** The check sum of what was given. */
  long checkSum() {
    return checkSum.getValue();
  }

  /** Reads what nobody has read. */
  void drain() throws IOException {
    byte[] rest = new byte[16 << 10];
    while (read(rest, 0, rest.length) >= 0) {
      // Only its end, its size and its check sum are of interest.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count =
        finished ? -1 : deflated ? inflate(target, from, length) : copy(target, from, length);
    if (count < 0) {
      finished = true;
      return -1;
    }
    given += count;
    budget.countInflated(count);
    checkSum.update(target, from, count);
    return count;
  }

  private int copy(byte[] target, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = source.read(target, from, (int) Math.min(length, left));
    if (count < 0) {
      throw new MalformedException("zip: ends inside a stored entry");
    }
    take(count);
    return count;
  }

  private int inflate(byte[] target, int from, int length) throws IOException {
    try {
      while (true) {
        int there = source.feed(inflater, left);
        int count = inflater.inflate(target, from, length);
        int used = there - inflater.getRemaining();
        source.advance(used);
        take(used);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (used == 0 || inflater.needsDictionary()) {
          throw new MalformedException("zip: a compressed entry has no end");
        }
      }
    } catch (DataFormatException e) {
      throw new MalformedException("zip: a compressed entry is broken: " + e.getMessage());
    }
  }

  private void take(int count) {
    left -= count;
    taken += count;
  }
}
