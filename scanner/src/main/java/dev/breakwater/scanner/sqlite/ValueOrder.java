package dev.breakwater.scanner.sqlite;

import dev.breakwater.scanner.sqlite.Row.Value;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;

/**
 * The order of values in an index ("Record Sort Order"): nulls, numbers, texts, blobs; texts by
 * their bytes.
 */
enum ValueOrder implements Comparator<Value> {
  INSTANCE;

  @Override
  public int compare(Value a, Value b) {
    int kind = Integer.compare(kind(a), kind(b));
    return kind != 0 ? kind : within(a, b);
  }

  private static int kind(Value value) {
    return switch (value) {
      case Value.Null none -> 0;
      case Value.Int number -> 1;
      case Value.Real number -> 1;
      case Value.Text text -> 2;
      case Value.Blob blob -> 3;
    };
  }

  private static int within(Value a, Value b) {
    return switch (a) {
      case Value.Null none -> 0;
      case Value.Int(long x) when b instanceof Value.Int(long y) -> Long.compare(x, y);
      case Value.Int(long x) -> Double.compare((double) x, real(b));
      case Value.Real(double x) -> Double.compare(x, real(b));
      case Value.Text(MemorySegment x) -> bytes(x, b);
      case Value.Blob(MemorySegment x) -> bytes(x, b);
    };
  }

  private static double real(Value number) {
    return switch (number) {
      case Value.Int(long value) -> (double) value;
      case Value.Real(double value) -> value;
      case Value.Null none -> 0;
      case Value.Text text -> 0;
      case Value.Blob blob -> 0;
    };
  }

  private static int bytes(MemorySegment a, Value other) {
    MemorySegment b =
        switch (other) {
          case Value.Text(MemorySegment bytes) -> bytes;
          case Value.Blob(MemorySegment bytes) -> bytes;
          case Value.Null none -> MemorySegment.NULL;
          case Value.Int number -> MemorySegment.NULL;
          case Value.Real number -> MemorySegment.NULL;
        };
    long at = a.mismatch(b);
    if (at < 0 || at == a.byteSize() || at == b.byteSize()) {
      return Long.compare(a.byteSize(), b.byteSize());
    }
    return Integer.compare(
        Byte.toUnsignedInt(a.get(ValueLayout.JAVA_BYTE, at)),
        Byte.toUnsignedInt(b.get(ValueLayout.JAVA_BYTE, at)));
  }
}
