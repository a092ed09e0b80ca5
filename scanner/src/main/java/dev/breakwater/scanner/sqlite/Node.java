package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.MalformedException;

/**
 * A page of a tree.
 *
 * @param page its bytes
 * @param kind what stands in its cells
 * @param cells how many there are
 * @param pointers where the places of the cells stand
 */
record Node(Bytes page, Kind kind, int cells, int pointers) {

  private static final int FILE_HEADER = 100;

  /** The kinds of pages of trees. */
  enum Kind {
    INDEX_INTERIOR,
    INDEX_LEAF,
    TABLE_INTERIOR,
    TABLE_LEAF
  }

  static Node read(Bytes page, long number) throws MalformedException {
    int start = number == 1 ? FILE_HEADER : 0;
    Kind kind =
        switch (page.u8(start)) {
          case 2 -> Kind.INDEX_INTERIOR;
          case 5 -> Kind.TABLE_INTERIOR;
          case 10 -> Kind.INDEX_LEAF;
          case 13 -> Kind.TABLE_LEAF;
          default -> throw page.malformed("is of kind %d, not of a tree".formatted(page.u8(start)));
        };
    boolean leaf = kind == Kind.INDEX_LEAF || kind == Kind.TABLE_LEAF;
    return new Node(page, kind, page.u16(start + 3L), start + (leaf ? 8 : 12));
  }

  boolean isLeaf() {
    return kind == Kind.INDEX_LEAF || kind == Kind.TABLE_LEAF;
  }

  /** Where a cell is in the page. */
  long cell(int index) throws MalformedException {
    return page.u16(pointers + 2L * index);
  }

  /**
   * The child before a cell of an interior page; for the number of cells, the one after the last.
   */
  long child(int index) throws MalformedException {
    return page.u32(index == cells ? pointers - Integer.BYTES : cell(index));
  }

  /** What is wrong when this page stands in a tree of the other sort. */
  MalformedException misplaced() {
    return page.malformed("is of kind " + kind);
  }
}
