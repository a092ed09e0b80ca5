package dev.breakwater.scanner.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a text in UTF-8, decoded one at a time, so that a large file never becomes a large
 * text. A line ends with a line feed, a carriage return before it belongs to the end; the last line
 * may lack its end.
 */
public final class Lines implements Iterator<String> {

  private final byte[] buffer;
  private final int to;
  private int at;

  private Lines(byte[] buffer, int from, int to) {
    this.buffer = buffer;
    this.at = from;
    this.to = to;
  }

  /** The lines of {@code buffer} from {@code from} to before {@code to}. */
  public static Lines of(byte[] buffer, int from, int to) {
    return new Lines(buffer, from, to);
  }

  @Override
  public boolean hasNext() {
    return at < to;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int end = at;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    int text = end > at && buffer[end - 1] == '\r' ? end - 1 : end;
    String line = new String(buffer, at, text - at, UTF_8);
    at = end + 1;
    return line;
  }
}
