package dev.breakwater.scanner.purl;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The percent-encoding of a package URL: of UTF-8, with upper-case digits. */
final class PercentEncoding {

  /** What is never encoded, besides letters and digits. */
  private static final String PLAIN = "-._~:";

  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  static String encode(String text) {
    return encode(text, PLAIN);
  }

  /** The value of a qualifier keeps its slashes, which separate nothing there. */
  static String encodeValue(String text) {
    return encode(text, PLAIN + "/");
  }

  private static String encode(String text, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      if (isAlphanumeric(unit) || (unit > 0 && plain.indexOf(unit) >= 0)) {
        encoded.append((char) unit);
      } else {
        encoded.append('%').append(HEX.charAt((unit >> 4) & 15)).append(HEX.charAt(unit & 15));
      }
    }
    return encoded.toString();
  }

  static String decode(String text) throws MalformedException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '%') {
        boolean complete = i + 2 < text.length();
        int high = complete ? digit(text.charAt(i + 1)) : -1;
        int low = complete ? digit(text.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          throw new MalformedException("package URL: a % is not followed by two digits");
        }
        bytes.write((high << 4) | low);
        i += 3;
      } else {
        int end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int digit(char character) {
    return character < 0x80 ? Character.digit(character, 16) : -1;
  }

  private static boolean isAlphanumeric(byte unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }
}
