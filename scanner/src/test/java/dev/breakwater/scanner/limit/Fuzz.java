package dev.breakwater.scanner.limit;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Feeds a parser with damaged samples: only what {@link IOException} says may come out of it. */
public final class Fuzz {

  /** A parser under test. */
  @FunctionalInterface
  public interface Parser {
    /** Reads the bytes; what it finds does not matter. */
    void read(byte[] bytes) throws IOException;
  }

  private Fuzz() {}

  /** Cuts the sample at every length, or at about 2,000 of them when it is long. */
  public static void truncations(byte[] sample, Parser parser) {
    int step = Math.max(1, sample.length / 2000);
    for (int length = 0; length <= sample.length; length += step) {
      read(Arrays.copyOf(sample, length), parser, "cut at " + length);
    }
  }

  /** Changes a few bytes of the sample, {@code rounds} times, the same way in every run. */
  public static void mutations(byte[] sample, int rounds, Parser parser) {
    Random random = new Random(42);
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = sample.clone();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] =
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> (byte) 0xFF;
              case 2 -> (byte) "\n: ()=\"/\t1".charAt(random.nextInt(10));
              default -> (byte) random.nextInt();
            };
      }
      read(damaged, parser, "round " + round);
    }
  }

  private static void read(byte[] bytes, Parser parser, String what) {
    try {
      parser.read(bytes);
    } catch (LimitExceededException | MalformedException expected) {
      // what hostile bytes may cause
    } catch (IOException | RuntimeException | Error e) {
      fail(what, e);
    }
  }
}
