package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The sizes that a database file is made of.
 *
 * @param file all its bytes
 * @param pageSize in bytes
 * @param usable the bytes of a page that hold content
 * @param maxRow the most bytes of a row
 */
record Layout(Bytes file, int pageSize, int usable, int maxRow) {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  static boolean matches(MemorySegment bytes) {
    return bytes.byteSize() >= MAGIC.length
        && bytes.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) == -1;
  }

  static Layout read(MemorySegment bytes, int maxRow) throws MalformedException {
    Bytes file = Bytes.of(bytes, ByteOrder.BIG_ENDIAN, "SQLite database");
    if (!matches(bytes)) {
      throw file.malformed("no magic number");
    }
    int written = file.u16(16);
    int pageSize = written == 1 ? 1 << 16 : written;
    int usable = pageSize - file.u8(20);
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
      throw file.malformed("page size " + pageSize + ", usable " + usable);
    }
    return new Layout(file, pageSize, usable, maxRow);
  }

  long pages() {
    return file.size() / pageSize;
  }

  /** How many bytes of a row of a table stand in the page of the tree itself. */
  int localInTable(int length) {
    return local(length, usable - 35);
  }

  /** How many bytes of an entry of an index stand in the page of the tree itself. */
  int localInIndex(int length) {
    return local(length, (usable - 12) * 64 / 255 - 23);
  }

  private int local(int length, int most) {
    if (length <= most) {
      return length;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    int fitting = least + (length - least) % (usable - 4);
    return fitting <= most ? fitting : least;
  }
}
