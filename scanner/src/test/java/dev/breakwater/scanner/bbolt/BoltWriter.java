package dev.breakwater.scanner.bbolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes bbolt files for tests: maps become buckets, strings become values. Small buckets without
 * further buckets are written inline, as bbolt does.
 */
public final class BoltWriter {
  private static final int META = 16;
  private static final int INLINE_LIMIT = 4;

  private final int pageSize;
  private final List<byte[]> pages = new ArrayList<>();

  private static final class Item {
    final int flags;
    final byte[] key;
    final byte[] value;

    Item(int flags, byte[] key, byte[] value) {
      this.flags = flags;
      this.key = key;
      this.value = value;
    }

    int size() {
      return 16 + key.length + value.length;
    }
  }

  private static final class Child {
    final byte[] firstKey;
    final long page;

    Child(byte[] firstKey, long page) {
      this.firstKey = firstKey;
      this.page = page;
    }
  }

  private BoltWriter(int pageSize) {
    this.pageSize = pageSize;
  }

  /** A file with this content: values are strings or maps like it. */
  public static byte[] write(Map<String, ?> content) {
    return write(content, 4096);
  }

  /** The same with pages of this size. */
  public static byte[] write(Map<String, ?> content, int pageSize) {
    BoltWriter writer = new BoltWriter(pageSize);
    long root = writer.tree(writer.items(content));
    ByteBuffer file =
        ByteBuffer.allocate((3 + writer.pages.size()) * pageSize).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 2; i++) {
      file.position(i * pageSize);
      file.putLong(i).putShort((short) 4).putShort((short) 0).putInt(0);
      int start = file.position();
      file.putInt(0xED0CDAED).putInt(2).putInt(pageSize).putInt(0).putLong(root).putLong(0);
      file.putLong(2).putLong(3L + writer.pages.size()).putLong(i);
      file.putLong(checksum(file.array(), start, start + 56));
    }
    file.position(2 * pageSize);
    file.putLong(2).putShort((short) 0x10);
    for (int i = 0; i < writer.pages.size(); i++) {
      file.position((3 + i) * pageSize).put(writer.pages.get(i));
    }
    return file.array();
  }

  static long checksum(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private List<Item> items(Map<String, ?> content) {
    List<Item> items = new ArrayList<>();
    content.forEach(
        (key, value) ->
            items.add(
                switch (value) {
                  case Map<?, ?> map -> new Item(1, bytes(key), bucket(map));
                  default -> new Item(0, bytes(key), bytes(value.toString()));
                }));
    items.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
    return items;
  }

  private byte[] bucket(Map<?, ?> map) {
    Map<String, Object> content = new HashMap<>();
    map.forEach((key, value) -> content.put(key.toString(), value));
    List<Item> items = items(content);
    boolean plain = items.stream().allMatch(item -> item.flags == 0);
    int size = 16 + items.stream().mapToInt(Item::size).sum();
    if (plain && size <= pageSize / INLINE_LIMIT) {
      return ByteBuffer.allocate(16 + size).position(16).put(leaf(0, 0, items)).array();
    }
    return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(tree(items)).array();
  }

  private long tree(List<Item> items) {
    List<Child> level = new ArrayList<>();
    List<Item> group = new ArrayList<>();
    int size = META;
    for (Item item : items) {
      if (group.size() >= 2 && size + item.size() > pageSize) {
        level.add(leafPage(group));
        group = new ArrayList<>();
        size = META;
      }
      group.add(item);
      size += item.size();
    }
    level.add(leafPage(group));
    while (level.size() > 1) {
      level = branches(level);
    }
    return level.getFirst().page;
  }

  private List<Child> branches(List<Child> children) {
    List<Child> level = new ArrayList<>();
    for (int i = 0; i < children.size(); i += 7) {
      List<Child> group = children.subList(i, Math.min(children.size(), i + 7));
      int size = META + group.stream().mapToInt(child -> 16 + child.firstKey.length).sum();
      ByteBuffer page = page(1, group.size(), size);
      int data = META + 16 * group.size();
      for (int k = 0; k < group.size(); k++) {
        byte[] key = group.get(k).firstKey;
        int element = META + 16 * k;
        page.putInt(element, data - element).putInt(element + 4, key.length);
        page.putLong(element + 8, group.get(k).page).put(data, key);
        data += key.length;
      }
      level.add(new Child(group.getFirst().firstKey, add(page)));
    }
    return level;
  }

  private Child leafPage(List<Item> items) {
    int size = META + items.stream().mapToInt(Item::size).sum();
    int overflow = (size + pageSize - 1) / pageSize - 1;
    long number = 3L + pages.size();
    ByteBuffer page =
        ByteBuffer.allocate((1 + overflow) * pageSize).put(leaf(number, overflow, items));
    return new Child(items.isEmpty() ? new byte[0] : items.getFirst().key, add(page));
  }

  private static byte[] leaf(long number, int overflow, List<Item> items) {
    int size = META + items.stream().mapToInt(Item::size).sum();
    ByteBuffer page = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    page.putLong(number).putShort((short) 2).putShort((short) items.size()).putInt(overflow);
    int data = META + 16 * items.size();
    for (int k = 0; k < items.size(); k++) {
      Item item = items.get(k);
      int element = META + 16 * k;
      page.putInt(element, item.flags).putInt(element + 4, data - element);
      page.putInt(element + 8, item.key.length).putInt(element + 12, item.value.length);
      page.put(data, item.key).put(data + item.key.length, item.value);
      data += item.key.length + item.value.length;
    }
    return page.array();
  }

  private ByteBuffer page(int flags, int count, int size) {
    int overflow = (size + pageSize - 1) / pageSize - 1;
    ByteBuffer page = ByteBuffer.allocate((1 + overflow) * pageSize).order(ByteOrder.LITTLE_ENDIAN);
    page.putLong(3L + pages.size()).putShort((short) flags).putShort((short) count);
    page.putInt(overflow);
    return page;
  }

  /** Adds a page, which may be as long as several. */
  private long add(ByteBuffer page) {
    long number = 3L + pages.size();
    for (int at = 0; at < page.capacity(); at += pageSize) {
      byte[] one = new byte[pageSize];
      page.get(at, one);
      pages.add(one);
    }
    return number;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
