package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sqlite.Row.Value;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A database of SQLite 3, read only. What a write-ahead log beside it holds is not seen.
 *
 * <p>No call visits more pages than there are, so that cyclic or shared pages end in a {@link
 * MalformedException} and the work is bounded by the size of the file. Safe for use by several
 * threads when its bytes are.
 */
public final class SqliteFile {

  /** What is done with each row of a table. */
  @FunctionalInterface
  public interface RowVisitor {
    /**
     * Takes a row; its bytes may be kept as long as the database is.
     *
     * @throws IOException to stop
     */
    void visit(Row row) throws IOException;
  }

  private static final String TABLE = "table";
  private static final String INDEX = "index";

  private final Layout layout;
  private final Schema schema;

  private SqliteFile(Layout layout, Schema schema) {
    this.layout = layout;
    this.schema = schema;
  }

  /** Whether the bytes begin as an SQLite database does. */
  public static boolean matches(MemorySegment bytes) {
    return Layout.matches(bytes);
  }

  /**
   * Reads the header and the schema of a database.
   *
   * @param bytes the whole file; it stays in use
   * @param maxRow the most bytes of a row; one that spans pages is copied to the heap
   * @throws MalformedException when it is no such database
   * @throws LimitExceededException when it has more than 10,000 tables and indexes
   */
  public static SqliteFile open(MemorySegment bytes, int maxRow) throws IOException {
    Layout layout = Layout.read(bytes, maxRow);
    return new SqliteFile(layout, Schema.read(layout));
  }

  /**
   * Reads all rows of a table in the order of their ids.
   *
   * @param table its name; case does not matter
   * @throws MalformedException when there is no such table, or its pages are not what they must be
   * @throws LimitExceededException when a row is too large
   * @throws IOException what the visitor throws
   */
  public void scan(String table, RowVisitor visitor) throws IOException {
    TableTree.scan(new Walk(layout), schema.root(TABLE, table), visitor);
  }

  /**
   * The row of a table with this id.
   *
   * @throws MalformedException when there is no such table, or its pages are not what they must be
   * @throws LimitExceededException when the row is too large
   */
  public Optional<Row> row(String table, long id) throws IOException {
    return TableTree.find(new Walk(layout), schema.root(TABLE, table), id);
  }

  /**
   * The ids of the rows whose first columns, in the order of an index, have these values. The index
   * must compare texts by their bytes, as it does unless it was created otherwise.
   *
   * @param index its name; case does not matter
   * @throws MalformedException when there is no such index, or its pages are not what they must be
   * @throws LimitExceededException when there are more than 100,000, or an entry is too large
   */
  public List<Long> find(String index, List<Value> values) throws IOException {
    return IndexTree.find(new Walk(layout), schema.root(INDEX, index), List.copyOf(values));
  }
}
