package dev.breakwater.scanner.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sqlite.Row.Value;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code rows.sqlite} has pages of 512 bytes. Its table {@code Packages} has rows of the lengths
 * below, then 300 short ones of which 21 are deleted; {@code kinds} has a row for each kind of
 * value.
 */
class SqliteFileTest {

  private static final int MAX_ROW = 1 << 20;
  private static final List<Integer> LENGTHS =
      IntStream.concat(
              IntStream.concat(IntStream.of(0, 1, 100), IntStream.range(468, 484)),
              IntStream.of(980, 985, 986, 987, 990, 1500, 5000, 20000))
          .boxed()
          .toList();

  private static byte[] sample() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SqliteFileTest.class.getResourceAsStream("/sqlite/rows.sqlite"))) {
      return file.readAllBytes();
    }
  }

  private static List<Row> rows(byte[] file, String table) throws IOException {
    List<Row> rows = new ArrayList<>();
    SqliteFile.open(MemorySegment.ofArray(file), MAX_ROW).scan(table, rows::add);
    return rows;
  }

  @Test
  void rows_come_in_the_order_of_their_ids_through_all_levels_of_the_tree() throws Exception {
    List<Long> expected =
        IntStream.rangeClosed(1, LENGTHS.size() + 300)
            .filter(id -> id < 40 || id > 60)
            .mapToObj(id -> (long) id)
            .toList();

    assertThat(rows(sample(), "Packages")).extracting(Row::id).isEqualTo(expected);
  }

  @Test
  void a_row_that_spills_to_other_pages_is_read_whole() throws Exception {
    List<Row> rows = rows(sample(), "packages");

    for (int row = 0; row < LENGTHS.size(); row++) {
      byte[] expected = new byte[LENGTHS.get(row)];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (byte) ((row + i) % 251);
      }
      assertThat(rows.get(row).columns().getLast())
          .isInstanceOfSatisfying(
              Value.Blob.class,
              blob -> assertThat(blob.bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected));
    }
  }

  @Test
  void every_kind_of_value_is_understood() throws Exception {
    List<String> values = new ArrayList<>();
    for (Row row : rows(sample(), "kinds")) {
      assertThat(row.columns().get(1).toString()).isEqualTo("|");
      assertThat(text(row.columns().get(2))).isEqualTo(text(row.columns().get(0)));
      values.add(text(row.columns().get(0)));
    }

    assertThat(values)
        .containsExactly(
            "null",
            "0",
            "1",
            "2",
            "-1",
            "127",
            "-128",
            "200",
            "-32768",
            "8388607",
            "-8388608",
            "2147483647",
            "-2147483648",
            "140737488355327",
            "-140737488355328",
            "9223372036854775807",
            "-9223372036854775808",
            "1.5",
            "-2.0",
            "'text'",
            "''",
            "[0, -1]",
            "[]",
            "'ü'");
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Null none -> "null";
      case Value.Int(long number) -> Long.toString(number);
      case Value.Real(double number) -> Double.toString(number);
      case Value.Text text -> "'" + text + "'";
      case Value.Blob(MemorySegment bytes) -> Arrays.toString(bytes.toArray(ValueLayout.JAVA_BYTE));
    };
  }

  @Test
  void a_row_is_found_by_its_id() throws Exception {
    SqliteFile file = SqliteFile.open(MemorySegment.ofArray(sample()), MAX_ROW);
    List<Row> expected = rows(sample(), "Packages");

    for (Row row : expected) {
      assertThat(text(file.row("Packages", row.id()).orElseThrow().columns().getLast()))
          .isEqualTo(text(row.columns().getLast()));
    }
    assertThat(file.row("Packages", 0)).isEmpty();
    assertThat(file.row("Packages", 50)).isEmpty();
    assertThat(file.row("Packages", Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void an_index_finds_the_same_rows_as_reading_the_whole_table() throws Exception {
    SqliteFile file = SqliteFile.open(MemorySegment.ofArray(sample()), MAX_ROW);
    List<Row> rows = rows(sample(), "indices");
    assertThat(rows).hasSize(400);

    for (Row row : rows) {
      Value number = row.columns().get(0);
      Value text = row.columns().get(1);
      Value blob = row.columns().get(2);
      assertThat(file.find("by_number_and_text", List.of(number))).isEqualTo(ids(rows, 0, row));
      assertThat(file.find("by_number_and_text", List.of(number, text))).contains(row.id());
      assertThat(file.find("BY_BLOB", List.of(blob))).isEqualTo(ids(rows, 2, row));
    }
    assertThat(file.find("by_number_and_text", List.of(new Value.Int(7), Value.Text.of("none"))))
        .isEmpty();
    assertThat(file.find("by_number_and_text", List.of(new Value.Int(99)))).isEmpty();
    assertThat(file.find("by_number_and_text", List.of(Value.Text.of("after all numbers"))))
        .isEmpty();
    assertThat(file.find("by_blob", List.of(new Value.Null()))).isEmpty();
  }

  /** The ids of the rows with the same value, in the order of the index on number and text. */
  private static List<Long> ids(List<Row> rows, int column, Row like) {
    return rows.stream()
        .filter(
            row ->
                ValueOrder.INSTANCE.compare(row.columns().get(column), like.columns().get(column))
                    == 0)
        .sorted(
            Comparator.comparing((Row row) -> row.columns().get(1), ValueOrder.INSTANCE)
                .thenComparingLong(Row::id))
        .map(Row::id)
        .toList();
  }

  @Test
  void a_table_that_is_not_there_is_named() {
    assertThatThrownBy(() -> rows(sample(), "nothing"))
        .isInstanceOf(MalformedException.class)
        .hasMessage("SQLite database: no table nothing");
  }

  @Test
  void a_row_beyond_the_limit_is_refused() throws Exception {
    byte[] sample = sample();

    assertThatThrownBy(
            () ->
                SqliteFile.open(MemorySegment.ofArray(sample), 19_999).scan("Packages", row -> {}))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void a_tree_with_a_cycle_ends() throws Exception {
    byte[] file = sample();
    // the root of the schema becomes an interior page that has itself as its only child
    ByteBuffer.wrap(file).put(100, (byte) 5).putShort(103, (short) 0).putInt(108, 1);

    assertThatThrownBy(() -> rows(file, "Packages"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("belongs to two places");
  }

  @Test
  void hostile_bytes_do_no_harm() throws Exception {
    byte[] sample = sample();

    Fuzz.truncations(sample, bytes -> rows(bytes, "Packages"));
    Fuzz.mutations(sample, 3000, bytes -> rows(bytes, "Packages"));
    Fuzz.mutations(sample, 3000, SqliteFileTest::find);
  }

  private static void find(byte[] bytes) throws IOException {
    SqliteFile file = SqliteFile.open(MemorySegment.ofArray(bytes), MAX_ROW);
    file.find("by_number_and_text", List.of(new Value.Int(7)));
    file.row("indices", 200);
  }
}
