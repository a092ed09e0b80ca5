package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.sqlite.SqliteFile.RowVisitor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The tree of a table: rows in its leaves, in the order of their ids. */
final class TableTree {

  private TableTree() {}

  static void scan(Walk walk, long root, RowVisitor visitor) throws IOException {
    Deque<Long> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = walk.node(open.pop());
      switch (node.kind()) {
        case TABLE_INTERIOR -> {
          // the last child first: the stack turns the order around
          for (int child = node.cells(); child >= 0; child--) {
            open.push(node.child(child));
          }
          if (open.size() > walk.pages()) {
            throw node.page().malformed("more children than the database has pages");
          }
        }
        case TABLE_LEAF -> scan(walk, node, visitor);
        case INDEX_INTERIOR, INDEX_LEAF -> throw node.misplaced();
      }
    }
  }

  private static void scan(Walk walk, Node leaf, RowVisitor visitor) throws IOException {
    long used = 0;
    for (int index = 0; index < leaf.cells(); index++) {
      long cell = leaf.cell(index);
      used += walk.bytesOf(leaf, cell);
      if (used > leaf.page().size()) {
        throw leaf.page().malformed("its cells overlap");
      }
      visitor.visit(walk.row(leaf, cell));
    }
  }

  static Optional<Row> find(Walk walk, long root, long id) throws IOException {
    Node node = walk.node(root);
    while (node.kind() == Node.Kind.TABLE_INTERIOR) {
      node = walk.node(node.child(lowerBound(node, id)));
    }
    if (node.kind() != Node.Kind.TABLE_LEAF) {
      throw node.misplaced();
    }
    int index = lowerBound(node, id);
    return index < node.cells() && id(node, index) == id
        ? Optional.of(walk.row(node, node.cell(index)))
        : Optional.empty();
  }

  /** The first cell whose id is not below {@code id}; the number of cells when there is none. */
  private static int lowerBound(Node node, long id) throws IOException {
    int low = 0;
    int high = node.cells();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(node, middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long id(Node node, int index) throws IOException {
    long cell = node.cell(index);
    long before = node.isLeaf() ? Varint.at(node.page(), cell).length() : Integer.BYTES;
    return Varint.at(node.page(), cell + before).value();
  }
}
