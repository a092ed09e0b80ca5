package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sqlite.Row.Value;
import java.util.ArrayList;
import java.util.List;

/** A search in the tree of an index: entries in all its pages, in the order of their columns. */
final class IndexTree {

  private static final int MAX_DEPTH = 40;
  private static final int MAX_FOUND = 100_000;

  private final Walk walk;
  private final List<Value> key;
  private final List<Long> found = new ArrayList<>();

  private IndexTree(Walk walk, List<Value> key) {
    this.walk = walk;
    this.key = key;
  }

  /** The ids of the rows whose first columns in the index are {@code key}. */
  static List<Long> find(Walk walk, long root, List<Value> key)
      throws MalformedException, LimitExceededException {
    IndexTree search = new IndexTree(walk, key);
    search.search(root, 0);
    return search.found;
  }

  private void search(long number, int depth) throws MalformedException, LimitExceededException {
    Node node = walk.node(number);
    if (depth > MAX_DEPTH) {
      throw new LimitExceededException("levels of an index of an SQLite database", MAX_DEPTH);
    }
    switch (node.kind()) {
      case INDEX_INTERIOR, INDEX_LEAF -> {}
      case TABLE_INTERIOR, TABLE_LEAF -> throw node.misplaced();
    }
    for (int index = lowerBound(node); ; index++) {
      if (!node.isLeaf()) {
        search(node.child(index), depth + 1);
      }
      if (index == node.cells() || !take(node, index)) {
        return;
      }
    }
  }

  /** Keeps the id of an entry that has the key; false when it has not. */
  private boolean take(Node node, int index) throws MalformedException, LimitExceededException {
    Row entry = walk.entry(node, node.cell(index));
    if (compare(node, entry) != 0) {
      return false;
    }
    if (!(entry.columns().getLast() instanceof Value.Int(long id))) {
      throw node.page().malformed("an entry without an id");
    }
    if (found.size() == MAX_FOUND) {
      throw new LimitExceededException("rows found in an SQLite database", MAX_FOUND);
    }
    found.add(id);
    return true;
  }

  private int lowerBound(Node node) throws MalformedException, LimitExceededException {
    int low = 0;
    int high = node.cells();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(node, walk.entry(node, node.cell(middle))) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(Node node, Row entry) throws MalformedException {
    if (entry.columns().size() <= key.size()) {
      throw node.page().malformed("an entry of %d columns".formatted(entry.columns().size()));
    }
    for (int column = 0; column < key.size(); column++) {
      int order = ValueOrder.INSTANCE.compare(entry.columns().get(column), key.get(column));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
