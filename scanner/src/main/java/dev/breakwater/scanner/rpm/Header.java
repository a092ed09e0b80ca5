package dev.breakwater.scanner.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a package: an index of tags, and the store of their values ({@code lib/header.c}).
 * The bytes are not copied and must outlive it.
 */
final class Header {

  private static final int MAX_ENTRIES = 1 << 16;
  private static final int ENTRY = 16;
  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int I18N_STRING = 9;
  private static final int MAX_STRING = 64 << 10;
  private static final int MAX_STRINGS = 1_000_000;

  private static final Tag[] TAGS = Tag.values();

  private record Entry(long type, long offset, long count) {}

  private final Bytes store;
  private final Map<Tag, Entry> entries;

  private Header(Bytes store, Map<Tag, Entry> entries) {
    this.store = store;
    this.entries = entries;
  }

  /**
   * Reads the index. Of several entries of one tag the last counts: those are what was added to a
   * package after it had been signed.
   */
  static Header of(MemorySegment segment) throws MalformedException, LimitExceededException {
    Bytes header = Bytes.of(segment, ByteOrder.BIG_ENDIAN, "header of rpm");
    long count = header.u32(0);
    if (count == 0 || count > MAX_ENTRIES) {
      throw new LimitExceededException("entries of a header of rpm", MAX_ENTRIES);
    }
    Bytes index = header.slice(8, count * ENTRY);
    Bytes store = header.slice(8 + count * ENTRY, header.u32(4));
    Map<Tag, Entry> entries = new EnumMap<>(Tag.class);
    for (long at = 0; at < index.size(); at += ENTRY) {
      long number = index.u32(at);
      for (Tag tag : TAGS) {
        if (tag.number() == number) {
          entries.put(tag, new Entry(index.u32(at + 4), index.u32(at + 8), index.u32(at + 12)));
        }
      }
    }
    return new Header(store, entries);
  }

  /** The text of a tag, the first where there are several languages; empty when there is none. */
  String text(Tag tag) throws MalformedException, LimitExceededException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return "";
    }
    if (entry.type != STRING && entry.type != I18N_STRING) {
      throw wrongType(tag, entry);
    }
    return string(entry.offset).value;
  }

  /** The number of a tag, unsigned; 0 when there is none. */
  long number(Tag tag) throws MalformedException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return 0;
    }
    if (entry.type != INT32 || entry.count == 0) {
      throw wrongType(tag, entry);
    }
    return store.u32(entry.offset);
  }

  /** The texts of a tag; empty when there are none. */
  List<String> texts(Tag tag) throws MalformedException, LimitExceededException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return List.of();
    }
    if (entry.type != STRING_ARRAY) {
      throw wrongType(tag, entry);
    }
    if (entry.count > MAX_STRINGS) {
      throw new LimitExceededException("texts of a tag of rpm", MAX_STRINGS);
    }
    List<String> texts = new ArrayList<>();
    long at = entry.offset;
    for (long i = 0; i < entry.count; i++) {
      Text text = string(at);
      texts.add(text.value);
      at = text.end;
    }
    return texts;
  }

  /** How many numbers a tag has. */
  long count(Tag tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  /** One of the numbers of a tag that has some. */
  long number(Tag tag, long index) throws MalformedException {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != INT32 || index >= entry.count) {
      throw store.malformed("no number %d of tag %s".formatted(index, tag));
    }
    return store.u32(entry.offset + index * Integer.BYTES);
  }

  private record Text(String value, long end) {}

  private Text string(long at) throws MalformedException, LimitExceededException {
    long end = store.indexOf((byte) 0, at);
    if (end < 0) {
      throw store.malformed("no end of the text at " + at);
    }
    if (end - at > MAX_STRING) {
      throw new LimitExceededException("bytes of a text of rpm", MAX_STRING);
    }
    byte[] bytes = store.slice(at, end - at).segment().toArray(ValueLayout.JAVA_BYTE);
    return new Text(new String(bytes, UTF_8), end + 1);
  }

  private MalformedException wrongType(Tag tag, Entry entry) {
    return store.malformed(
        "tag %s of type %d with %d values".formatted(tag, entry.type, entry.count));
  }
}
