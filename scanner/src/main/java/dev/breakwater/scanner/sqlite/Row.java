package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a table ("Record Format" of the file format).
 *
 * @param id its rowid; a column that is the {@code INTEGER PRIMARY KEY} reads as null, this is its
 *     value
 * @param columns the values in the order of the columns
 */
public record Row(long id, List<Value> columns) {

  private static final int MAX_COLUMNS = 2000;

  /** A value of a column. Bytes are views: they live as long as the database. */
  public sealed interface Value {
    /** No value. */
    record Null() implements Value {}

    /** An integer. */
    record Int(long value) implements Value {}

    /** A floating-point number. */
    record Real(double value) implements Value {}

    /** A text, in the encoding of the database. */
    record Text(MemorySegment bytes) implements Value {
      /** A text to look for. */
      public static Text of(String text) {
        return new Text(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
      }

      /** The text, read as UTF-8, which is what every known writer uses. */
      @Override
      public String toString() {
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
      }
    }

    /** Bytes. */
    record Blob(MemorySegment bytes) implements Value {}
  }

  /** Copies the list. */
  public Row {
    columns = List.copyOf(columns);
  }

  static Row read(long id, Bytes payload) throws MalformedException, LimitExceededException {
    Varint size = Varint.at(payload, 0);
    long header = size.length();
    long body = size.value();
    List<Value> columns = new ArrayList<>();
    while (header < size.value()) {
      Varint type = Varint.at(payload, header);
      header += type.length();
      Column column = Column.read(payload, type.value(), body);
      columns.add(column.value());
      body += column.length();
      if (columns.size() > MAX_COLUMNS) {
        throw new LimitExceededException("columns of an SQLite table", MAX_COLUMNS);
      }
    }
    return new Row(id, columns);
  }

  private record Column(Value value, long length) {

    static Column read(Bytes payload, long type, long at) throws MalformedException {
      if (type >= 12) {
        long length = (type - 12) / 2;
        MemorySegment bytes = payload.slice(at, length).segment();
        return new Column(type % 2 == 0 ? new Value.Blob(bytes) : new Value.Text(bytes), length);
      }
      return switch ((int) type) {
        case 0 -> new Column(new Value.Null(), 0);
        case 1, 2, 3, 4 -> integer(payload, at, (int) type);
        case 5 -> integer(payload, at, 6);
        case 6 -> integer(payload, at, 8);
        case 7 -> new Column(new Value.Real(Double.longBitsToDouble(bits(payload, at, 8))), 8);
        case 8 -> new Column(new Value.Int(0), 0);
        case 9 -> new Column(new Value.Int(1), 0);
        default -> throw payload.malformed("type " + type + " of a column");
      };
    }

    private static Column integer(Bytes payload, long at, int length) throws MalformedException {
      int unused = Long.SIZE - 8 * length;
      return new Column(new Value.Int(bits(payload, at, length) << unused >> unused), length);
    }

    private static long bits(Bytes payload, long at, int length) throws MalformedException {
      long bits = 0;
      for (int i = 0; i < length; i++) {
        bits = bits << 8 | payload.u8(at + i);
      }
      return bits;
    }
  }
}
