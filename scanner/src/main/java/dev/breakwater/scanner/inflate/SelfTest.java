package dev.breakwater.scanner.inflate;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Proves before its first use that ISA-L, as this process sees it, gives what the JDK gives: two
 * members, stored, fixed and dynamic blocks, and an error for a wrong byte and for a missing one.
 */
final class SelfTest {
  private SelfTest() {}

  static boolean passes(Isal library) {
    byte[] plain = sample();
    byte[] first = gzip(plain);
    byte[] two = Arrays.copyOf(first, first.length * 2);
    System.arraycopy(first, 0, two, first.length, first.length);
    byte[] twice = Arrays.copyOf(plain, plain.length * 2);
    System.arraycopy(plain, 0, twice, plain.length, plain.length);
    byte[] wrong = first.clone();
    wrong[wrong.length - 6] ^= 1;
    try {
      return Arrays.equals(plain, inflate(library, first))
          && Arrays.equals(twice, inflate(library, two))
          && Arrays.equals(new byte[] {7}, inflate(library, gzip(new byte[] {7})))
          && fails(library, wrong)
          && fails(library, Arrays.copyOf(first, first.length - 1))
          && fails(library, Arrays.copyOf(first, first.length / 2));
    } catch (IOException | IndexOutOfBoundsException | IllegalStateException e) {
      return false;
    }
  }

  private static boolean fails(Isal library, byte[] gzip) throws IOException {
    try {
      inflate(library, gzip);
      return false;
    } catch (MalformedException expected) {
      return true;
    }
  }

  private static byte[] inflate(Isal library, byte[] gzip) throws IOException {
    try (IsalStream stream = new IsalStream(new Input(new ByteArrayInputStream(gzip)), library)) {
      return stream.readAllBytes();
    }
  }

  /** Noise, which is stored, and text, which is not; longer than the library's window. */
  private static byte[] sample() {
    byte[] sample = new byte[200_000];
    Random random = new Random(42);
    for (int i = 0; i < sample.length; i++) {
      boolean noise = i < 70_000;
      sample[i] = (byte) (noise ? random.nextInt(256) : 'a' + random.nextInt(4));
    }
    return sample;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
