package dev.breakwater.scanner.secret;

import dev.breakwater.scanner.analysis.Head;
import java.util.Locale;

/** What of a file can be searched, by its name and its first bytes. */
enum TextKind {
  /** All of it. */
  TEXT,
  /** Compiled Python: what of it can be printed. */
  PRINTABLE,
  /** Nothing. */
  BINARY;

  /** How many bytes are looked at, as in Trivy's {@code utils.IsBinary}. */
  private static final int HEAD = 300;

  static TextKind of(String path, byte[] head, int from, int to) {
    int last = Math.min(to, from + HEAD);
    for (int i = from; i < last; i++) {
      if (isBinary(head[i])) {
        return ofBinary(path);
      }
    }
    return TEXT;
  }

  static TextKind of(String path, Head head) {
    int last = Math.min(head.length(), HEAD);
    for (int i = 0; i < last; i++) {
      if (isBinary(head.at(i))) {
        return ofBinary(path);
      }
    }
    return TEXT;
  }

  private static TextKind ofBinary(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".pyc") ? PRINTABLE : BINARY;
  }

  /** The control characters that text does not use. */
  private static boolean isBinary(byte seen) {
    return (seen >= 0 && seen < 7)
        || seen == 11
        || (seen > 13 && seen < 27)
        || (seen > 27 && seen < ' ')
        || seen == 0x7f;
  }

  /** Keeps what can be printed and puts an end of line for everything else. */
  static void keepPrintable(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < ' ' || buffer[i] == 0x7f) {
        buffer[i] = '\n';
      }
    }
  }
}
