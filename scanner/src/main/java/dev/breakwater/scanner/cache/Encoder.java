package dev.breakwater.scanner.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.reference.Digest;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the parts that facts consist of: numbers of variable length, texts, lists. */
final class Encoder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Seven bits a byte, the lowest first; small negative numbers are short too. */
  void number(long value) {
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  void flag(boolean value) {
    bytes.write(value ? 1 : 0);
  }

  void text(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
  }

  void fixed(long value) {
    for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
      bytes.write((int) (value >>> i));
    }
  }

  void constant(Enum<?> value) {
    text(value.name());
  }

  void digest(Digest digest) {
    text(digest.toString());
  }

  <T> void optional(Optional<T> value, Consumer<T> writer) {
    flag(value.isPresent());
    value.ifPresent(writer);
  }

  <T> void list(Collection<T> values, Consumer<T> writer) {
    number(values.size());
    values.forEach(writer);
  }

  void texts(List<String> values) {
    list(values, this::text);
  }

  void textMap(Map<String, String> values) {
    list(
        values.entrySet(),
        entry -> {
          text(entry.getKey());
          text(entry.getValue());
        });
  }
}
