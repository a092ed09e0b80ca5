package dev.breakwater.scanner.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What Go's linker writes into an executable.
 *
 * @param goVersion such as {@code go1.22.3}
 * @param modules lines about the modules, without the 16 bytes of marks at both ends; empty when it
 *     was built without modules
 */
record GoBuildInfo(String goVersion, String modules) {

  /** More than any linker writes. */
  static final int MAX_TEXT = 4 << 20;

  /** What frames the lines: marks of 16 bytes, the last one after a line end. */
  private static final int MARK = 16;

  /** Takes the marks off; what is not framed says nothing. */
  static GoBuildInfo of(String goVersion, byte[] framed) {
    boolean isFramed = framed.length >= 2 * MARK + 1 && framed[framed.length - MARK - 1] == '\n';
    return new GoBuildInfo(
        goVersion,
        isFramed ? new String(framed, MARK, framed.length - 2 * MARK, StandardCharsets.UTF_8) : "");
  }

  /**
   * Reads the strings that follow the header since Go 1.18, each after its length.
   *
   * @return empty when they are not there in full
   */
  static Optional<GoBuildInfo> inline(byte[] strings) {
    Optional<Text> version = Text.at(strings, 0);
    return version
        .filter(text -> isGoVersion(text.string()))
        .flatMap(
            text -> Text.at(strings, text.end).map(modules -> of(text.string(), modules.bytes)));
  }

  private static boolean isGoVersion(String text) {
    return !text.isEmpty()
        && text.length() < 1000
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  /** Bytes after their length, which is a number of 7 bits a byte. */
  private static final class Text {
    private final byte[] bytes;
    private final int end;

    Text(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    static Optional<Text> at(byte[] source, int from) {
      long length = 0;
      int at = from;
      for (int shift = 0; at < source.length && shift < 35; shift += 7) {
        byte part = source[at++];
        length |= (long) (part & 0x7F) << shift;
        if (part >= 0) {
          if (length > source.length - at) {
            return Optional.empty();
          }
          int end = at + (int) length;
          return Optional.of(new Text(Arrays.copyOfRange(source, at, end), end));
        }
      }
      return Optional.empty();
    }

    String string() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
