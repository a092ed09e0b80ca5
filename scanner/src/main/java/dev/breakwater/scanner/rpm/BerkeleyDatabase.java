package dev.breakwater.scanner.rpm;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code Packages}, a hash table of Berkeley DB, in either byte order ({@code src/dbinc/db_page.h}
 * of libdb). All pages are read one after the other; no hash is computed.
 *
 * <p>A header is almost always too large for a page and stands in a chain of overflow pages, each
 * of which is read at most once; a small one may stand in the hash page itself.
 */
final class BerkeleyDatabase {

  private static final long HASH_MAGIC = 0x061561;
  private static final int PAGE_HEADER = 26;
  private static final int HASH_UNSORTED = 2;
  private static final int OVERFLOW = 7;
  private static final int HASH_META = 8;
  private static final int HASH = 13;
  private static final int IN_PAGE = 1;
  private static final int OFF_PAGE = 3;

  private final Bytes file;
  private final int pageSize;
  private final long lastPage;
  private long overflowPages;

  private BerkeleyDatabase(Bytes file, int pageSize, long lastPage) {
    this.file = file;
    this.pageSize = pageSize;
    this.lastPage = lastPage;
  }

  static boolean matches(MemorySegment start) {
    return magic(start, ByteOrder.LITTLE_ENDIAN) || magic(start, ByteOrder.BIG_ENDIAN);
  }

  private static boolean magic(MemorySegment start, ByteOrder order) {
    return start.byteSize() >= 16
        && start.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), 12) == HASH_MAGIC;
  }

  static void scan(MemorySegment segment, HeaderVisitor visitor) throws IOException {
    ByteOrder order =
        magic(segment, ByteOrder.LITTLE_ENDIAN) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    Bytes file = Bytes.of(segment, order, "Berkeley DB of rpm");
    long pageSize = file.u32(20);
    if (pageSize < 512 || pageSize > 1 << 16 || Long.bitCount(pageSize) != 1) {
      throw file.malformed("page size " + pageSize);
    }
    if (file.u8(24) != 0 || file.u8(25) != HASH_META) {
      throw file.malformed("encryption %d, type %d".formatted(file.u8(24), file.u8(25)));
    }
    long lastPage = file.u32(32);
    if (lastPage >= segment.byteSize() / pageSize) {
      throw file.malformed("no page " + lastPage);
    }
    new BerkeleyDatabase(file, (int) pageSize, lastPage).scan(visitor);
  }

  private void scan(HeaderVisitor visitor) throws IOException {
    for (long number = 1; number <= lastPage; number++) {
      Bytes page = page(number);
      int type = page.u8(25);
      if (type == HASH || type == HASH_UNSORTED) {
        scan(page, visitor);
      }
    }
  }

  /** A hash page: offsets of key, value, key, value, ...; the items grow from its end downwards. */
  private void scan(Bytes page, HeaderVisitor visitor) throws IOException {
    int entries = page.u16(20);
    int end = pageSize;
    for (int entry = 0; entry < entries; entry++) {
      int at = page.u16(PAGE_HEADER + 2L * entry);
      if (at >= end) {
        throw page.malformed("item at %d after one at %d".formatted(at, end));
      }
      if (entry % 2 == 1) {
        value(page.slice(at, end - at), visitor);
      }
      end = at;
    }
  }

  private void value(Bytes item, HeaderVisitor visitor) throws IOException {
    switch (item.u8(0)) {
      case IN_PAGE -> {
        // the value of key 0, four bytes, counts the packages
        if (item.size() > 1 + Integer.BYTES) {
          visitor.visit(item.slice(1, item.size() - 1).segment());
        }
      }
      case OFF_PAGE -> visitor.visit(overflow(item.u32(4), item.u32(8)));
      default -> throw item.malformed("item of type " + item.u8(0));
    }
  }

  private MemorySegment overflow(long first, long length) throws IOException {
    if (length > HeaderVisitor.MAX_HEADER) {
      throw new LimitExceededException("bytes of a header of rpm", HeaderVisitor.MAX_HEADER);
    }
    if (length > file.size()) {
      throw file.malformed("a header of %d bytes".formatted(length));
    }
    MemorySegment header = MemorySegment.ofArray(new byte[(int) length]);
    long next = first;
    for (long done = 0; done < length; ) {
      Bytes page = page(next);
      long part = page.u16(22);
      if (page.u8(25) != OVERFLOW || part == 0 || part > length - done) {
        throw page.malformed("type %d with %d bytes of a header".formatted(page.u8(25), part));
      }
      if (++overflowPages > lastPage) {
        throw file.malformed("a page belongs to two headers");
      }
      MemorySegment.copy(page.slice(PAGE_HEADER, part).segment(), 0, header, done, part);
      done += part;
      next = page.u32(16);
    }
    return header;
  }

  private Bytes page(long number) throws MalformedException {
    if (number < 1 || number > lastPage) {
      throw file.malformed("no page %d, the last is %d".formatted(number, lastPage));
    }
    return file.slice(number * pageSize, pageSize, "page " + number + " of Berkeley DB");
  }
}
