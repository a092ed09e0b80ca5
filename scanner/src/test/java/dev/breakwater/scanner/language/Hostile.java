package dev.breakwater.scanner.language;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Arrays;
import java.util.Random;

/** Feeds a reader everything that a sample can be broken into. */
public final class Hostile {

  private Hostile() {}

  /** A reader of bytes. */
  @FunctionalInterface
  public interface Reader {
    /** Reads them. */
    void read(byte[] bytes) throws Exception;
  }

  /**
   * Cuts the sample at every length, then changes it at random, and holds the reader to its word.
   *
   * @param rounds how many random changes
   */
  public static void feed(byte[] sample, int rounds, Reader reader) {
    int step = Math.max(1, sample.length / 2000);
    for (int length = 0; length < sample.length; length += step) {
      read(reader, Arrays.copyOf(sample, length), "cut at " + length);
    }
    Random random = new Random(20_261_122);
    for (int round = 0; round < rounds; round++) {
      byte[] changed = sample.clone();
      int changes = 1 + random.nextInt(6);
      for (int i = 0; i < changes && changed.length > 0; i++) {
        int at = random.nextInt(changed.length);
        switch (random.nextInt(5)) {
          case 0 -> changed[at] = (byte) random.nextInt(256);
          case 1 -> changed[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
          case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
          case 3 -> {
            int from = random.nextInt(changed.length);
            int length = Math.min(random.nextInt(64), changed.length - Math.max(from, at));
            System.arraycopy(changed, from, changed, at, length);
          }
          default -> changed[at] = 0;
        }
      }
      read(reader, changed, "round " + round);
    }
  }

  private static void read(Reader reader, byte[] bytes, String what) {
    try {
      reader.read(bytes);
    } catch (MalformedException | LimitExceededException expected) {
      // What a reader may say about broken bytes.
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    }
  }
}
