package dev.breakwater.scanner.bbolt;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bbolt file in a memory segment, usually a mapped one: nothing is copied. It is a snapshot: a
 * file that somebody writes to while it is read gives wrong answers or {@link MalformedException},
 * never more.
 *
 * <p>The format is that of {@code internal/common} in <a
 * href="https://github.com/etcd-io/bbolt">bbolt</a>: little-endian, page N at N times the page
 * size, two meta pages of which the valid one of the highest transaction counts. Where a mapped
 * file shrinks under the reader, the JVM throws {@link InternalError}; who maps the file deals with
 * that.
 */
public final class BoltFile {
  private static final int MAGIC = 0xED0CDAED;
  private static final int VERSION = 2;
  private static final int SMALLEST_PAGE = 1024;
  private static final int LARGEST_PAGE = SMALLEST_PAGE << 14;

  /** The part of a meta page that its checksum covers. */
  private static final int META_CHECKED = 56;

  private static final int META_SIZE = META_CHECKED + Long.BYTES;

  private final MemorySegment file;
  private final int pageSize;
  private final long rootPage;

  private BoltFile(MemorySegment file, Meta meta) {
    this.file = file;
    this.pageSize = meta.pageSize;
    this.rootPage = meta.rootPage;
  }

  /**
   * Opens a file.
   *
   * @throws MalformedException when neither meta page is valid
   */
  public static BoltFile of(MemorySegment file) throws MalformedException {
    return new BoltFile(file, newestMeta(file));
  }

  /** The bucket of buckets. */
  public Bucket root() {
    return new Bucket(this, rootPage);
  }

  /** How many pages the file has: no walk visits more. */
  long pages() {
    return file.byteSize() / pageSize;
  }

  /**
   * The page with this number.
   *
   * @throws MalformedException when it lies outside, or says that it is another one
   */
  Page page(long number) throws MalformedException {
    if (number < 2 || number >= pages()) {
      throw new MalformedException(
          "bbolt: page %,d of a file of %,d pages".formatted(number, pages()));
    }
    long start = number * pageSize;
    long id = Bytes.longAt(file, start);
    if (id != number) {
      throw new MalformedException("bbolt: page %,d says that it is %,d".formatted(number, id));
    }
    long length = (1L + Bytes.unsigned(file, start + 12)) * pageSize;
    if (length > file.byteSize() - start) {
      throw new MalformedException(
          "bbolt: page %,d of %,d bytes in a file of %,d"
              .formatted(number, length, file.byteSize()));
    }
    return Page.of(file.asSlice(start, length), "page %,d".formatted(number));
  }

  private record Meta(int pageSize, long rootPage, long transaction) {}

  private static Meta newestMeta(MemorySegment file) throws MalformedException {
    Optional<Meta> first = metaAt(file, 0);
    Optional<Meta> second =
        first.isPresent() ? metaAt(file, first.get().pageSize) : secondWithoutFirst(file);
    return Stream.of(first, second)
        .flatMap(Optional::stream)
        .max((a, b) -> Long.compareUnsigned(a.transaction, b.transaction))
        .orElseThrow(() -> new MalformedException("bbolt: no valid meta page"));
  }

  /** Without the first meta page nobody knows how large pages are. */
  private static Optional<Meta> secondWithoutFirst(MemorySegment file) {
    for (int size = SMALLEST_PAGE; size <= LARGEST_PAGE; size <<= 1) {
      int expected = size;
      Optional<Meta> meta = metaAt(file, size).filter(m -> m.pageSize == expected);
      if (meta.isPresent()) {
        return meta;
      }
    }
    return Optional.empty();
  }

  private static Optional<Meta> metaAt(MemorySegment file, long page) {
    long meta = page + Page.HEADER;
    if (meta + META_SIZE > file.byteSize()
        || Bytes.intAt(file, meta) != MAGIC
        || Bytes.intAt(file, meta + 4) != VERSION
        || Bytes.longAt(file, meta + META_CHECKED) != checksum(file, meta)) {
      return Optional.empty();
    }
    int pageSize = Bytes.intAt(file, meta + 8);
    if (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE || Integer.bitCount(pageSize) != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Meta(pageSize, Bytes.longAt(file, meta + 16), Bytes.longAt(file, meta + 48)));
  }

  /** FNV-1a with 64 bits. */
  private static long checksum(MemorySegment file, long start) {
    long hash = 0xcbf29ce484222325L;
    for (long i = start; i < start + META_CHECKED; i++) {
      hash = (hash ^ (file.get(ValueLayout.JAVA_BYTE, i) & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
