package dev.breakwater.scanner.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Go's build information as linkers before 1.18 wrote it: a header with the addresses of two
 * strings. Each string is a pair of address and length in the data that follows the header, but its
 * text lies in the constants before it, which have passed by then. So all that could be such a text
 * is remembered on the way.
 */
final class GoPointers {

  private static final int LONGEST_VERSION = 48;

  private static final int MAX_VERSIONS = 4096;

  private static final int MAX_MODULES = 4;

  /** The marks around the lines about modules: {@code cmd/go/internal/modload}. */
  private static final byte[] MODULES_START = {
    '0',
    'w',
    (byte) 0xAF,
    0x0C,
    (byte) 0x92,
    't',
    0x08,
    0x02,
    'A',
    (byte) 0xE1,
    (byte) 0xC1,
    0x07,
    (byte) 0xE6,
    (byte) 0xD6,
    0x18,
    (byte) 0xE6
  };

  private static final byte[] MODULES_END = {
    (byte) 0xF9,
    '2',
    'C',
    '1',
    (byte) 0x86,
    0x18,
    ' ',
    'r',
    0x00,
    (byte) 0x82,
    'B',
    0x10,
    'A',
    0x16,
    (byte) 0xD8,
    (byte) 0xF2
  };

  private static final byte[] VERSION = "go1.".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] DEVELOPMENT = "devel ".getBytes(StandardCharsets.US_ASCII);

  private final Window window;
  private final Layout layout;
  private final Map<Long, byte[]> texts = new HashMap<>();
  private int modules;

  GoPointers(Window window, Layout layout) {
    this.window = window;
    this.layout = layout;
  }

  /** Whether the byte is the one by which {@link #remember} notices a text: rare ones. */
  static boolean notices(int value) {
    return value == '.' || value == 'v' || value == 0xAF;
  }

  /**
   * Remembers a text that begins in the next {@code stride} bytes, if the byte at {@code at} shows
   * one: the fourth of {@code go1.}, the third of the others.
   */
  void remember(int at, int stride, int there) throws IOException {
    byte shown = window.buffer()[window.start() + at];
    int beginning = shown == '.' ? at - 3 : at - 2;
    if (beginning >= 0 && beginning < stride) {
      switch (shown) {
        case '.' -> rememberVersion(VERSION, beginning, there);
        case 'v' -> rememberVersion(DEVELOPMENT, beginning, there);
        default -> rememberModules(beginning, there);
      }
    }
  }

  private void rememberVersion(byte[] mark, int ahead, int there) throws IOException {
    if (texts.size() < MAX_VERSIONS && startsWith(mark, ahead, there)) {
      texts.put(window.offset() + ahead, window.copy(ahead, LONGEST_VERSION));
    }
  }

  private void rememberModules(int ahead, int there) throws IOException {
    if (modules < MAX_MODULES && startsWith(MODULES_START, ahead, there)) {
      modules++;
      byte[] text = window.copy(ahead, GoBuildInfo.MAX_TEXT);
      int end = indexOf(MODULES_END, text);
      if (end >= 0) {
        texts.put(window.offset() + ahead, Arrays.copyOf(text, end + MODULES_END.length));
      }
    }
  }

  /**
   * Reads the strings that the header points to. Moves the window.
   *
   * @return empty when they are not where the header says
   */
  Optional<GoBuildInfo> follow(byte[] header) throws IOException {
    int size = header[14];
    if (size != 4 && size != 8) {
      return Optional.empty();
    }
    ByteOrder order = (header[15] & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer pointers = ByteBuffer.wrap(header).order(order);
    Optional<Long> version = layout.offsetOf(pointer(pointers, 16, size));
    Optional<Long> lines = layout.offsetOf(pointer(pointers, 16 + size, size));
    NavigableSet<Long> places = new TreeSet<>();
    version.ifPresent(places::add);
    lines.ifPresent(places::add);
    Map<Long, byte[]> strings = new HashMap<>();
    for (long place : places) {
      if (window.advanceTo(place)) {
        byte[] pair = window.copy(0, 2 * size);
        if (pair.length == 2 * size) {
          strings.put(place, text(ByteBuffer.wrap(pair).order(order), size));
        }
      }
    }
    byte[] goVersion = version.map(strings::get).orElse(new byte[0]);
    byte[] framed = lines.map(strings::get).orElse(new byte[0]);
    return goVersion.length == 0
        ? Optional.empty()
        : Optional.of(GoBuildInfo.of(new String(goVersion, StandardCharsets.UTF_8), framed));
  }

  private byte[] text(ByteBuffer pair, int size) {
    long length = pointer(pair, size, size);
    byte[] remembered = layout.offsetOf(pointer(pair, 0, size)).map(texts::get).orElse(new byte[0]);
    return length > 0 && length <= remembered.length
        ? Arrays.copyOf(remembered, (int) length)
        : new byte[0];
  }

  private static long pointer(ByteBuffer bytes, int at, int size) {
    return size == 8 ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
  }

  private boolean startsWith(byte[] mark, int ahead, int there) {
    byte[] buffer = window.buffer();
    int at = window.start() + ahead;
    return there - ahead >= mark.length
        && Arrays.equals(buffer, at, at + mark.length, mark, 0, mark.length);
  }

  private static int indexOf(byte[] mark, byte[] text) {
    for (int at = 0; at + mark.length <= text.length; at++) {
      if (text[at] == mark[0] && Arrays.equals(text, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }
}
