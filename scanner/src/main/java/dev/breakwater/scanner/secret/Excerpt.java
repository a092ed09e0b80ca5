package dev.breakwater.scanner.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The few characters around a secret that a person needs to find it, without any value. */
final class Excerpt {

  private static final int LINE = 100;
  private static final int BEFORE = 30;
  private static final int AFTER = 20;

  private Excerpt() {}

  /**
   * The line of a secret; of a long line what is next to the secret.
   *
   * @param secrets every secret in these bytes: none may show in the excerpt of another
   */
  static String of(byte[] buffer, int from, int to, Place place, List<Place> secrets) {
    int lineStart = place.start();
    int earliest = Math.max(from, place.start() - LINE);
    while (lineStart > earliest && buffer[lineStart - 1] != '\n') {
      lineStart--;
    }
    int lineEnd = place.start();
    int last = Math.min(to, place.masked() + LINE);
    while (lineEnd < last && buffer[lineEnd] != '\n') {
      lineEnd++;
    }
    int valueEnd = Math.min(place.masked(), lineEnd);
    int stars = valueEnd - place.start();
    if (lineEnd - lineStart > LINE) {
      lineStart = Math.max(lineStart, place.start() - BEFORE);
      lineEnd = Math.min(lineEnd, valueEnd + AFTER);
      stars = Math.min(stars, LINE - BEFORE - AFTER);
    }
    byte[] masked = Arrays.copyOfRange(buffer, lineStart, lineEnd);
    for (Place secret : secrets) {
      int first = Math.clamp(secret.start() - lineStart, 0, masked.length);
      int end = Math.clamp(secret.masked() - lineStart, first, masked.length);
      Arrays.fill(masked, first, end, (byte) '*');
    }
    for (int i = 0; i < masked.length; i++) {
      if ((masked[i] >= 0 && masked[i] < ' ') || masked[i] == 0x7f) {
        masked[i] = ' ';
      }
    }
    return (text(masked, 0, place.start() - lineStart)
            + "*".repeat(stars)
            + text(masked, valueEnd - lineStart, masked.length))
        .strip();
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
