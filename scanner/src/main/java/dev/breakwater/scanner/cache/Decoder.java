package dev.breakwater.scanner.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link Encoder} wrote, and nothing else. */
final class Decoder {
  private final byte[] bytes;
  private int at;

  Decoder(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws MalformedException;
  }

  void end() throws MalformedException {
    if (at != bytes.length) {
      throw malformed();
    }
  }

  long number() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw malformed();
  }

  int integer() throws MalformedException {
    long value = number();
    if (value != (int) value) {
      throw malformed();
    }
    return (int) value;
  }

  boolean flag() throws MalformedException {
    return next() != 0;
  }

  String text() throws MalformedException {
    int length = count();
    String text = new String(bytes, at, length, UTF_8);
    at += length;
    return text;
  }

  long fixed() throws MalformedException {
    long value = 0;
    for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
      value |= (long) next() << i;
    }
    return value;
  }

  <E extends Enum<E>> E constant(List<E> values) throws MalformedException {
    String name = text();
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw malformed();
  }

  Digest digest() throws MalformedException {
    return switch (Digest.parse(text())) {
      case Parsed.Valid<Digest>(Digest digest) -> digest;
      case Parsed.Invalid<Digest> invalid -> throw malformed();
    };
  }

  <T> Optional<T> optional(Reading<T> reader) throws MalformedException {
    return flag() ? Optional.of(reader.read()) : Optional.empty();
  }

  <T> List<T> list(Reading<T> reader) throws MalformedException {
    int count = count();
    List<T> values = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      values.add(reader.read());
    }
    return values;
  }

  List<String> texts() throws MalformedException {
    return list(this::text);
  }

  /** In the order in which it was written. */
  Map<String, String> textMap() throws MalformedException {
    int count = count();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = text();
      values.put(key, text());
    }
    return Collections.unmodifiableMap(values);
  }

  /** A count of things that take at least a byte each. */
  int count() throws MalformedException {
    int count = integer();
    if (count < 0 || count > bytes.length - at) {
      throw malformed();
    }
    return count;
  }

  private int next() throws MalformedException {
    if (at == bytes.length) {
      throw malformed();
    }
    return bytes[at++] & 0xff;
  }

  private MalformedException malformed() {
    return new MalformedException("cached facts: wrong at byte " + at);
  }
}
