package dev.breakwater.scanner.secret;

/**
 * A stretch of bytes as the regular expressions see it: one character for each byte, no copy. It
 * counts what was read, which is what a budget of time can be made of, and never turns into text.
 */
final class Window implements CharSequence {

  private final byte[] buffer;
  private final int from;
  private final int to;
  private long reads;

  Window(byte[] buffer, int from, int to) {
    this.buffer = buffer;
    this.from = from;
    this.to = to;
  }

  long reads() {
    return reads;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    reads++;
    return (char) (buffer[from + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Window(buffer, from + start, from + end);
  }

  /** Its length only: the content may be a secret. */
  @Override
  public String toString() {
    return length() + " bytes";
  }
}
