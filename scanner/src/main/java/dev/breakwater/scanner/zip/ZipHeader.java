package dev.breakwater.scanner.zip;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a zip says about an entry, before its content or in the directory (<a
 * href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a> 4.3.7, 4.3.12).
 *
 * @param rawName the bytes of the name, each as one character
 */
record ZipHeader(
    int flags, int method, long checkSum, long compressed, long size, String rawName, long offset) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final long IN_EXTRA = 0xFFFFFFFFL;

  /** Reads the header before an entry; its signature has been taken. */
  static ZipHeader local(ZipSource source) throws IOException {
    long offset = source.offset() - 4;
    source.skip(2);
    int flags = source.u16();
    int method = source.u16();
    source.skip(4);
    long checkSum = source.u32();
    long compressed = source.u32();
    long size = source.u32();
    int nameLength = source.u16();
    int extraLength = source.u16();
    String name = new String(source.bytes(nameLength), StandardCharsets.ISO_8859_1);
    byte[] extra = source.bytes(extraLength);
    return new ZipHeader(flags, method, checkSum, compressed, size, name, offset).widened(extra);
  }

  /** Reads a header of the directory; its signature has been taken. */
  static ZipHeader ofDirectory(ZipSource source) throws IOException {
    source.skip(4);
    int flags = source.u16();
    int method = source.u16();
    source.skip(4);
    long checkSum = source.u32();
    long compressed = source.u32();
    long size = source.u32();
    int nameLength = source.u16();
    int extraLength = source.u16();
    int commentLength = source.u16();
    source.skip(8);
    long offset = source.u32();
    String name = new String(source.bytes(nameLength), StandardCharsets.ISO_8859_1);
    byte[] extra = source.bytes(extraLength);
    source.skip(commentLength);
    return new ZipHeader(flags, method, checkSum, compressed, size, name, offset).widened(extra);
  }

  /** The name; bytes that are not UTF-8 count as Latin-1. */
  String name() {
    String name = new String(rawName.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return name.indexOf('\uFFFD') < 0 ? name : rawName;
  }

  /** Whether the sizes and the check sum come after the content. */
  boolean hasDescriptor() {
    return (flags & 8) != 0;
  }

  boolean isEncrypted() {
    return (flags & 1) != 0;
  }

  /** The same with what a descriptor says. */
  ZipHeader described(long checkSum, long compressed, long size) {
    return new ZipHeader(flags, method, checkSum, compressed, size, rawName, offset);
  }

  /** A number that two headers share when they say the same of the same entry. */
  long fingerprint() {
    long hash = rawName.hashCode();
    for (long part : new long[] {method, checkSum, compressed, size, rawName.length()}) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** Sizes of 64 bits stand in the extra field 1, each only where the short one is full. */
  private ZipHeader widened(byte[] extra) throws MalformedException {
    if (compressed != IN_EXTRA && size != IN_EXTRA && offset != IN_EXTRA) {
      return this;
    }
    for (int at = 0; at + 4 <= extra.length; ) {
      int id = number(extra, at, 2) == 1 ? 1 : 0;
      int length = (int) number(extra, at + 2, 2);
      int next = at + 4;
      at = next + length;
      if (id == 1 && at <= extra.length) {
        long[] wide = {size, compressed, offset};
        for (int i = 0; i < 3; i++) {
          if (wide[i] == IN_EXTRA && next + 8 <= at) {
            wide[i] = number(extra, next, 8);
            next += 8;
          }
        }
        if (wide[0] < 0 || wide[1] < 0 || wide[2] < 0) {
          throw new MalformedException("zip: a size of %s is negative".formatted(name()));
        }
        return new ZipHeader(flags, method, checkSum, wide[1], wide[0], rawName, wide[2]);
      }
    }
    return this;
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
