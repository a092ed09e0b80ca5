package dev.breakwater.scanner.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.scanner.limit.MalformedException;
import java.util.Arrays;

/**
 * The fields of a header block: POSIX.1-1988 (ustar) and GNU, as Go's {@code archive/tar} reads
 * them, because that is what runtimes unpack with.
 */
final class TarHeader {
  static final int BLOCK = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final byte[] ZEROS = new byte[BLOCK];
  private static final byte[] USTAR = "ustar\0".getBytes(ISO_8859_1);
  private static final byte[] STAR = "tar\0".getBytes(ISO_8859_1);

  private TarHeader() {}

  static boolean isEmpty(byte[] block, int from) {
    return Arrays.equals(block, from, from + BLOCK, ZEROS, 0, BLOCK);
  }

  /** The sum of the bytes, its own field taken as spaces; old programs added them as signed. */
  static void verify(byte[] block, int from) throws MalformedException {
    long expected = number(block, from + CHECKSUM, 8);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM_END;
      byte value = own ? (byte) ' ' : block[from + i];
      unsigned += value & 0xff;
      signed += value;
    }
    if (expected != unsigned && expected != signed) {
      throw new MalformedException(
          "tar: a header with the checksum %d, its bytes have %d".formatted(expected, unsigned));
    }
  }

  static byte type(byte[] block, int from) {
    return block[from + 156];
  }

  static int mode(byte[] block, int from) throws MalformedException {
    return (int) (number(block, from + 100, 8) & 07777);
  }

  static long size(byte[] block, int from) throws MalformedException {
    return number(block, from + 124, 12);
  }

  static String linkTarget(byte[] block, int from) {
    return text(block, from + 157, 100);
  }

  static String name(byte[] block, int from) {
    String name = text(block, from, 100);
    int magic = from + MAGIC;
    if (!Arrays.equals(block, magic, magic + USTAR.length, USTAR, 0, USTAR.length)) {
      return name;
    }
    boolean star = Arrays.equals(block, from + 508, from + BLOCK, STAR, 0, STAR.length);
    String prefix = text(block, from + PREFIX, star ? 131 : 155);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  static String text(byte[] block, int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, UTF_8);
  }

  /** Octal digits between spaces or zeros, or base 256 behind a set first bit, as GNU writes it. */
  static long number(byte[] block, int from, int length) throws MalformedException {
    if ((block[from] & 0x80) != 0) {
      return binary(block, from, length);
    }
    int at = from;
    int end = from + length;
    while (at < end && (block[at] == ' ' || block[at] == 0)) {
      at++;
    }
    long value = 0;
    while (at < end && block[at] >= '0' && block[at] <= '7') {
      value = (value << 3) + (block[at] - '0');
      at++;
    }
    if (at < end && block[at] != ' ' && block[at] != 0) {
      throw new MalformedException("tar: a number with the byte " + block[at]);
    }
    return value;
  }

  private static long binary(byte[] block, int from, int length) throws MalformedException {
    if ((block[from] & 0x40) != 0) {
      throw new MalformedException("tar: a negative number");
    }
    long value = block[from] & 0x3f;
    for (int i = 1; i < length; i++) {
      if (value >>> 55 != 0) {
        throw new MalformedException("tar: a number of more than 63 bits");
      }
      value = (value << 8) | (block[from + i] & 0xff);
    }
    return value;
  }
}
