package dev.breakwater.scanner.zip;

import dev.breakwater.scanner.limit.LimitExceededException;

/**
 * What one archive and all archives inside it may cost together: entries, inflated bytes, and the
 * ratio of inflated bytes to those of the outermost archive.
 */
public final class ZipBudget {

  private static final int MAX_ENTRIES = 1_000_000;

  private static final long MAX_INFLATED = 8L << 30;

  /** Classes shrink to a half, text to a tenth; only bombs shrink to a two-hundredth. */
  private static final int MAX_RATIO = 200;

  /** Inflated without a look at the ratio. */
  private static final long RATIO_SLACK = 32 << 20;

  private int entries;
  private long inflated;
  private long compressed;

  /** The budget of one outermost archive. */
  public ZipBudget() {}

  void countEntry() throws LimitExceededException {
    if (++entries > MAX_ENTRIES) {
      throw new LimitExceededException("entries of a zip", MAX_ENTRIES);
    }
  }

  void countCompressed(long bytes) {
    compressed += bytes;
  }

  void countInflated(long bytes) throws LimitExceededException {
    inflated += bytes;
    if (inflated > MAX_INFLATED) {
      throw new LimitExceededException("inflated bytes of a zip", MAX_INFLATED);
    }
    if (inflated > RATIO_SLACK && inflated / MAX_RATIO > compressed) {
      throw new LimitExceededException("inflated bytes for each byte of a zip", MAX_RATIO);
    }
  }
}
