package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * One walk through a database. It gets no more pages than there are: a cycle, or a page in two
 * places, ends it.
 */
final class Walk {

  private final Layout layout;
  private long visited;

  Walk(Layout layout) {
    this.layout = layout;
  }

  /** The page of a tree. */
  Node node(long number) throws MalformedException {
    return Node.read(page(number), number);
  }

  /** The row in a cell of a leaf of a table. */
  Row row(Node leaf, long cell) throws MalformedException, LimitExceededException {
    Varint size = Varint.at(leaf.page(), cell);
    Varint id = Varint.at(leaf.page(), cell + size.length());
    int length = length(leaf, size);
    return Row.read(
        id.value(),
        payload(
            leaf.page(), cell + size.length() + id.length(), layout.localInTable(length), length));
  }

  /** The entry in a cell of an index: its columns, and the id of the row as the last of them. */
  Row entry(Node node, long cell) throws MalformedException, LimitExceededException {
    long at = node.isLeaf() ? cell : cell + Integer.BYTES;
    Varint size = Varint.at(node.page(), at);
    int length = length(node, size);
    return Row.read(
        0, payload(node.page(), at + size.length(), layout.localInIndex(length), length));
  }

  /** How many bytes of its page a cell of a leaf of a table takes, at least. */
  long bytesOf(Node leaf, long cell) throws MalformedException, LimitExceededException {
    Varint size = Varint.at(leaf.page(), cell);
    return 1L + size.length() + layout.localInTable(length(leaf, size));
  }

  /** The most pages that a walk can get. */
  long pages() {
    return layout.pages();
  }

  private int length(Node node, Varint size) throws MalformedException, LimitExceededException {
    if (size.value() < 0 || size.value() > layout.file().size()) {
      throw node.page().malformed("a row of %d bytes".formatted(size.value()));
    }
    if (size.value() > layout.maxRow()) {
      throw new LimitExceededException("bytes of a row of an SQLite database", layout.maxRow());
    }
    return (int) size.value();
  }

  /** The bytes of a row, copied when they go on in other pages. */
  private Bytes payload(Bytes page, long at, int here, int length) throws MalformedException {
    if (here == length) {
      return page.slice(at, length);
    }
    MemorySegment row = MemorySegment.ofArray(new byte[length]);
    MemorySegment.copy(page.slice(at, here).segment(), 0, row, 0, here);
    long next = page.u32(at + here);
    for (int done = here; done < length; ) {
      Bytes more = page(next);
      int part = Math.min(length - done, layout.usable() - Integer.BYTES);
      MemorySegment.copy(more.slice(Integer.BYTES, part).segment(), 0, row, done, part);
      done += part;
      next = more.u32(0);
    }
    return Bytes.of(row, ByteOrder.BIG_ENDIAN, "row of an SQLite database");
  }

  private Bytes page(long number) throws MalformedException {
    if (number < 1 || number > pages()) {
      throw layout.file().malformed("no page %d, there are %d".formatted(number, pages()));
    }
    if (++visited > pages()) {
      throw layout.file().malformed("a page belongs to two places");
    }
    long at = (number - 1) * layout.pageSize();
    return layout.file().slice(at, layout.pageSize(), "page " + number + " of an SQLite database");
  }
}
