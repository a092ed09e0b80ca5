package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables and indexes of a database.
 *
 * @param trees in the order of the schema
 */
record Schema(List<Tree> trees) {

  private static final int MAX_TREES = 10_000;

  /**
   * A table or an index.
   *
   * @param type {@code table} or {@code index}
   * @param name as it was created
   * @param root the number of its first page
   */
  record Tree(String type, String name, long root) {}

  /** Reads the table that begins on page 1: type, name, tbl_name, rootpage, sql. */
  static Schema read(Layout layout) throws IOException {
    List<Tree> trees = new ArrayList<>();
    TableTree.scan(
        new Walk(layout),
        1,
        row -> {
          if (row.columns().size() >= 4
              && row.columns().get(0) instanceof Row.Value.Text type
              && row.columns().get(1) instanceof Row.Value.Text name
              && row.columns().get(3) instanceof Row.Value.Int(long root)) {
            trees.add(new Tree(type.toString(), name.toString(), root));
          }
          if (trees.size() > MAX_TREES) {
            throw new LimitExceededException("tables and indexes of an SQLite database", MAX_TREES);
          }
        });
    return new Schema(trees);
  }

  /** The first page of a tree; case does not matter. */
  long root(String type, String name) throws MalformedException {
    return trees.stream()
        .filter(tree -> tree.type.equals(type) && tree.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> new MalformedException("SQLite database: no %s %s".formatted(type, name)))
        .root;
  }
}
