package dev.breakwater.scanner.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes headers of packages as rpm does, the values in the order of the calls. */
final class Headers {

  private final ByteArrayOutputStream store = new ByteArrayOutputStream();
  private final List<int[]> index = new ArrayList<>();

  static Headers named(String name) {
    return new Headers().text(Tag.NAME, name);
  }

  /** A package of Red Hat with one file. */
  static byte[] simple(String name) {
    return named(name)
        .text(Tag.VERSION, "1.2")
        .text(Tag.RELEASE, "3.el8")
        .text(Tag.ARCH, "x86_64")
        .text(Tag.LICENSE, "MIT")
        .text(Tag.VENDOR, "Red Hat, Inc.")
        .text(Tag.SOURCERPM, name + "-src-1.2-3.el8.src.rpm")
        .numbers(Tag.DIRINDEXES, 0)
        .texts(Tag.BASENAMES, name)
        .texts(Tag.DIRNAMES, "/usr/bin/")
        .bytes();
  }

  Headers text(Tag tag, String value) {
    return entry(tag, 6, 1, List.of(value));
  }

  Headers texts(Tag tag, String... values) {
    return entry(tag, 8, values.length, List.of(values));
  }

  Headers numbers(Tag tag, int... values) {
    while (store.size() % 4 != 0) {
      store.write(0);
    }
    index.add(new int[] {tag.number(), 4, store.size(), values.length});
    for (int value : values) {
      store.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }
    return this;
  }

  private Headers entry(Tag tag, int type, int count, List<String> values) {
    index.add(new int[] {tag.number(), type, store.size(), count});
    for (String value : values) {
      store.writeBytes(value.getBytes(UTF_8));
      store.write(0);
    }
    return this;
  }

  byte[] bytes() {
    ByteBuffer header = ByteBuffer.allocate(8 + 16 * index.size() + store.size());
    header.putInt(index.size()).putInt(store.size());
    index.forEach(
        entry -> header.putInt(entry[0]).putInt(entry[1]).putInt(entry[2]).putInt(entry[3]));
    return header.put(store.toByteArray()).array();
  }
}
