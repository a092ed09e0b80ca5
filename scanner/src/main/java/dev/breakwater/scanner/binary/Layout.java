package dev.breakwater.scanner.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an executable keeps what, as far as the first bytes of an ELF, PE or Mach-O file tell.
 *
 * @param go whether Go's linker has signed it; it need not
 * @param segments what is loaded, in the order of the file
 * @param rust the section with cargo-auditable's data, when the format names its sections up front
 * @param sections where an ELF file keeps the table of its sections: mostly at its end
 */
record Layout(
    boolean go, List<Segment> segments, Optional<Segment> rust, Optional<SectionTable> sections) {

  /** As much of a file as is looked at for its layout. */
  static final int HEAD = 64 << 10;

  private static final String RUST_SECTION = ".dep-v0";

  private static final int MAX_HEADERS = 4096;

  /** Part of the file, and where it is loaded. */
  record Segment(long offset, long size, long address, boolean writable) {

    boolean holds(long position) {
      return position >= offset && position - offset < size;
    }
  }

  /** The table of an ELF file's sections. */
  record SectionTable(long offset, int entry, int count, boolean wide, ByteOrder order) {

    /** How many bytes it has. */
    int size() {
      return entry * count;
    }

    /** Whether one of the sections starts at this place of the file. */
    boolean hasSectionAt(byte[] table, long position) {
      ByteBuffer bytes = ByteBuffer.wrap(table).order(order);
      for (int at = 0; at + entry <= table.length; at += entry) {
        long offset = wide ? bytes.getLong(at + 24) : Integer.toUnsignedLong(bytes.getInt(at + 16));
        if (offset == position) {
          return true;
        }
      }
      return false;
    }
  }

  /** The place in the file that is loaded at an address. */
  Optional<Long> offsetOf(long address) {
    for (Segment segment : segments) {
      long distance = address - segment.address;
      if (distance >= 0 && distance < segment.size) {
        return Optional.of(segment.offset + distance);
      }
    }
    return Optional.empty();
  }

  boolean isWritable(long position) {
    for (Segment segment : segments) {
      if (segment.writable && segment.holds(position)) {
        return true;
      }
    }
    return false;
  }

  /** The layout of the executable that starts so; empty when it is none, or broken. */
  static Optional<Layout> of(byte[] head) {
    if (head.length < 64) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    try {
      return switch (bytes.getInt(0)) {
        case 0x7F454C46 -> elf(bytes);
        case 0xFEEDFACE, 0xFEEDFACF -> machO(bytes);
        case 0xCEFAEDFE, 0xCFFAEDFE -> machO(bytes.order(ByteOrder.LITTLE_ENDIAN));
        default ->
            bytes.getShort(0) == 0x4D5A
                ? pe(bytes.order(ByteOrder.LITTLE_ENDIAN))
                : Optional.empty();
      };
    } catch (IndexOutOfBoundsException e) {
      // A header points behind the head: no linker writes that.
      return Optional.empty();
    }
  }

  private static Optional<Layout> elf(ByteBuffer bytes) {
    boolean wide = bytes.get(4) == 2;
    bytes.order(bytes.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long headers = wide ? bytes.getLong(32) : u32(bytes, 28);
    long table = wide ? bytes.getLong(40) : u32(bytes, 32);
    int counts = wide ? 54 : 42;
    int entry = Short.toUnsignedInt(bytes.getShort(counts));
    int count = Math.min(MAX_HEADERS, Short.toUnsignedInt(bytes.getShort(counts + 2)));
    List<Segment> segments = new ArrayList<>();
    boolean go = false;
    for (int i = 0; i < count; i++) {
      int at = Math.toIntExact(Math.clamp(headers, 0, HEAD) + (long) i * entry);
      boolean loaded = bytes.getInt(at) == 1;
      go |=
          bytes.getInt(at) == 4
              && isGoNote(bytes, wide ? bytes.getLong(at + 8) : u32(bytes, at + 4));
      int flags = bytes.getInt(at + (wide ? 4 : 24));
      boolean writable = (flags & 3) == 2;
      if (loaded) {
        segments.add(
            wide
                ? new Segment(
                    bytes.getLong(at + 8), bytes.getLong(at + 32), bytes.getLong(at + 16), writable)
                : new Segment(
                    u32(bytes, at + 4), u32(bytes, at + 16), u32(bytes, at + 8), writable));
      }
    }
    int sectionEntry = Short.toUnsignedInt(bytes.getShort(counts + 4));
    int sections = Math.min(MAX_HEADERS, Short.toUnsignedInt(bytes.getShort(counts + 6)));
    return Optional.of(
        new Layout(
            go,
            segments,
            Optional.empty(),
            table > 0 && sections > 0 && sectionEntry == (wide ? 64 : 40)
                ? Optional.of(new SectionTable(table, sectionEntry, sections, wide, bytes.order()))
                : Optional.empty()));
  }

  /** A note of the owner {@code Go} with the build's id. */
  private static boolean isGoNote(ByteBuffer bytes, long offset) {
    return offset >= 0
        && offset <= bytes.capacity() - 16
        && bytes.getInt((int) offset) == 4
        && bytes.getInt((int) offset + 8) == 4
        && name(bytes, (int) offset + 12, 4).equals("Go");
  }

  private static Optional<Layout> pe(ByteBuffer bytes) {
    int header = bytes.getInt(0x3C);
    if (bytes.getInt(header) != 0x4550) {
      return Optional.empty();
    }
    int count = Short.toUnsignedInt(bytes.getShort(header + 6));
    int optional = header + 24;
    long base =
        bytes.getShort(optional) == 0x20B
            ? bytes.getLong(optional + 24)
            : u32(bytes, optional + 28);
    int sections = optional + Short.toUnsignedInt(bytes.getShort(header + 20));
    List<Segment> segments = new ArrayList<>();
    Optional<Segment> rust = Optional.empty();
    for (int i = 0; i < count; i++) {
      int at = sections + i * 40;
      boolean writable = (bytes.getInt(at + 36) & 0x80000000) != 0;
      Segment segment =
          new Segment(
              u32(bytes, at + 20), u32(bytes, at + 16), base + u32(bytes, at + 12), writable);
      segments.add(segment);
      if (name(bytes, at, 8).equals(RUST_SECTION)) {
        rust = Optional.of(segment);
      }
    }
    return Optional.of(new Layout(false, segments, rust, Optional.empty()));
  }

  private static Optional<Layout> machO(ByteBuffer bytes) {
    boolean wide = (bytes.getInt(0) & 1) == 1;
    int count = Math.min(MAX_HEADERS, Math.max(0, bytes.getInt(16)));
    List<Segment> segments = new ArrayList<>();
    Optional<Segment> rust = Optional.empty();
    int at = wide ? 32 : 28;
    for (int i = 0; i < count; i++) {
      int size = bytes.getInt(at + 4);
      if (size < 8) {
        return Optional.empty();
      }
      if (bytes.getInt(at) == (wide ? 0x19 : 1)) {
        boolean writable = (bytes.getInt(at + (wide ? 60 : 44)) & 3) == 3;
        segments.add(
            wide
                ? new Segment(
                    bytes.getLong(at + 40),
                    bytes.getLong(at + 48),
                    bytes.getLong(at + 24),
                    writable)
                : new Segment(
                    u32(bytes, at + 32), u32(bytes, at + 36), u32(bytes, at + 24), writable));
        Optional<Segment> found = machORust(bytes, at, wide);
        rust = found.isPresent() ? found : rust;
      }
      at += size;
    }
    return Optional.of(new Layout(false, segments, rust, Optional.empty()));
  }

  private static Optional<Segment> machORust(ByteBuffer bytes, int command, boolean wide) {
    int sections = Math.min(MAX_HEADERS, Math.max(0, bytes.getInt(command + (wide ? 64 : 48))));
    int entry = wide ? 80 : 68;
    for (int i = 0; i < sections; i++) {
      int at = command + (wide ? 72 : 56) + i * entry;
      if (name(bytes, at, 16).equals(RUST_SECTION)) {
        long size = wide ? bytes.getLong(at + 40) : u32(bytes, at + 36);
        return Optional.of(new Segment(u32(bytes, at + (wide ? 48 : 40)), size, 0, false));
      }
    }
    return Optional.empty();
  }

  private static long u32(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private static String name(ByteBuffer bytes, int at, int length) {
    byte[] name = new byte[length];
    bytes.get(at, name);
    int end = 0;
    while (end < length && name[end] != 0) {
      end++;
    }
    return new String(name, 0, end, StandardCharsets.ISO_8859_1);
  }
}
