package dev.breakwater.scanner.source;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the files of a tar archive are: only the headers are read. Knows what tools write that save
 * images: POSIX ustar with pax records for path, link and size, and GNU's long names; of two files
 * of one name the last wins; links lead to their files ({@code docker save} of old writes a layer
 * once).
 */
final class TarIndex {
  private static final int BLOCK = 512;
  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_NAME_DATA = 1 << 16;
  private static final int MAX_LINKS = 8;
  private static final long NOT_SAID = -1;

  /**
   * The content of one file.
   *
   * @param offset of its first byte in the archive
   * @param size in bytes
   */
  record Place(long offset, long size) {}

  private final SeekableByteChannel archive;
  private final long length;
  private final Map<String, Place> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private long position;
  private String longName = "";
  private String longLink = "";
  private long paxSize = NOT_SAID;

  private TarIndex(SeekableByteChannel archive) throws IOException {
    this.archive = archive;
    this.length = archive.size();
  }

  /**
   * The files by name, without a leading {@code ./} or slash.
   *
   * @throws MalformedException when it is no tar archive, or is cut
   * @throws LimitExceededException when it has more than 20,000 entries
   */
  static Map<String, Place> read(SeekableByteChannel archive) throws IOException {
    TarIndex index = new TarIndex(archive);
    int entries = 0;
    while (index.entry()) {
      if (++entries > MAX_ENTRIES) {
        throw new LimitExceededException("entries in an archive of an image", MAX_ENTRIES);
      }
    }
    index.followLinks();
    return Map.copyOf(index.files);
  }

  /** False at the end: a block of zeros, or the end of the file. */
  private boolean entry() throws IOException {
    if (position == length) {
      return false;
    }
    byte[] header = bytes(BLOCK);
    if (isZero(header)) {
      return false;
    }
    verifyChecksum(header);
    long size = number(header, 124, 12, "size");
    byte type = header[156];
    boolean ownSize = "xgLK".indexOf(type) >= 0;
    long contentSize = !ownSize && paxSize >= 0 ? paxSize : size;
    if (contentSize < 0 || contentSize > length - position) {
      throw new MalformedException(
          "tar entry at byte %d has %d bytes, the archive ends at %d"
              .formatted(position - BLOCK, contentSize, length));
    }
    long next = Math.min(length, position + (contentSize + BLOCK - 1) / BLOCK * BLOCK);
    switch (type) {
      case 'L' -> longName = text(nameData(contentSize));
      case 'K' -> longLink = text(nameData(contentSize));
      case 'x' -> pax(nameData(contentSize));
      case 'g' -> {} // defaults for all entries: nobody writes a path or a size there
      default -> add(type, header, contentSize);
    }
    position = next;
    return true;
  }

  private void add(byte type, byte[] header, long size) {
    String name = clean(longName.isEmpty() ? shortName(header) : longName);
    String link = longLink.isEmpty() ? text(header, 157, 100) : longLink;
    longName = "";
    longLink = "";
    paxSize = NOT_SAID;
    switch (type) {
      case 0, '0', '7' -> {
        files.put(name, new Place(position, size));
        links.remove(name);
      }
      case '1' -> link(name, clean(link));
      case '2' -> link(name, resolve(name, link));
      default -> {} // folders and devices mean nothing here
    }
  }

  private void link(String name, String target) {
    files.remove(name);
    links.put(name, target);
  }

  private void followLinks() {
    for (String name : List.copyOf(links.keySet())) {
      String target = name;
      for (int i = 0; i < MAX_LINKS && links.containsKey(target); i++) {
        target = links.getOrDefault(target, "");
      }
      Place place = files.get(target);
      if (place != null) {
        files.put(name, place);
        links.remove(name);
      }
    }
  }

  private static String shortName(byte[] header) {
    String name = text(header, 0, 100);
    boolean posix = text(header, 257, 6).equals("ustar");
    String prefix = posix ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Records of {@code LENGTH KEY=VALUE\n}, the length counting itself. */
  private void pax(byte[] records) throws MalformedException {
    int start = 0;
    while (start < records.length) {
      int space = start;
      while (space < records.length && records[space] != ' ') {
        space++;
      }
      long size = decimal(new String(records, start, space - start, StandardCharsets.ISO_8859_1));
      if (size <= space - start || size > records.length - start) {
        throw new MalformedException(
            "pax record before byte " + position + " lies about its length");
      }
      int end = start + (int) size;
      String record = new String(records, space, end - space, StandardCharsets.UTF_8).strip();
      int equals = record.indexOf('=');
      String value = record.substring(equals + 1);
      switch (equals < 0 ? "" : record.substring(0, equals)) {
        case "path" -> longName = value;
        case "linkpath" -> longLink = value;
        case "size" -> paxSize = decimal(value);
        default -> {} // times and owners
      }
      start = end;
    }
  }

  private long decimal(String text) throws MalformedException {
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new MalformedException(
        "pax record before byte " + position + " has the number " + Shown.of(text));
  }

  private byte[] nameData(long size) throws IOException {
    if (size > MAX_NAME_DATA) {
      throw new LimitExceededException("bytes of names in an archive of an image", MAX_NAME_DATA);
    }
    return bytes((int) size);
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    archive.position(position);
    while (buffer.hasRemaining()) {
      if (archive.read(buffer) < 0) {
        throw new MalformedException("tar archive is cut at byte " + length);
      }
    }
    position += count;
    return bytes;
  }

  private void verifyChecksum(byte[] header) throws MalformedException {
    int sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8, "checksum")) {
      throw new MalformedException(
          "no tar header at byte %d: the checksum differs".formatted(position - BLOCK));
    }
  }

  /** Octal text, or big-endian binary behind the bit 0x80 (GNU). */
  private long number(byte[] header, int offset, int size, String what) throws MalformedException {
    if ((header[offset] & 0x80) != 0) {
      return ByteBuffer.wrap(header, offset + size - Long.BYTES, Long.BYTES).getLong();
    }
    String octal = text(header, offset, size).strip();
    long value = 0;
    for (int i = 0; i < octal.length(); i++) {
      char c = octal.charAt(i);
      if (c < '0' || c > '7') {
        throw new MalformedException(
            "tar header at byte %d has the %s %s"
                .formatted(position - BLOCK, what, Shown.of(octal)));
      }
      value = value * 8 + (c - '0');
    }
    return value;
  }

  private static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int offset, int size) {
    int end = offset;
    while (end < offset + size && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String clean(String name) {
    return resolve("", name);
  }

  /** A symbolic link counts from the folder that it stands in; nothing leads out of the archive. */
  private static String resolve(String name, String target) {
    Deque<String> parts = new ArrayDeque<>();
    int folder = name.lastIndexOf('/');
    String path =
        target.startsWith("/") || folder < 0 ? target : name.substring(0, folder) + "/" + target;
    for (String part : path.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.pollLast();
        default -> parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
