package dev.breakwater.scanner.analysis;

import java.util.Arrays;

/**
 * The first bytes of a file: up to {@link #MOST}, fewer when the file is shorter. A view of a
 * buffer that is used again: valid only during {@link Analyzer#interest}.
 */
public final class Head {
  /** The most bytes that a head shows. */
  public static final int MOST = 512;

  private byte[] buffer = new byte[0];
  private int from;
  private int length;

  /** A head that shows nothing yet. */
  public Head() {}

  /** The head of {@code content}. */
  public static Head of(byte[] content) {
    Head head = new Head();
    head.show(content, 0, content.length);
    return head;
  }

  /** Makes it show the first {@link #MOST} of the {@code length} bytes at {@code from}. */
  public void show(byte[] buffer, int from, int length) {
    this.buffer = buffer;
    this.from = from;
    this.length = Math.min(length, MOST);
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /**
   * One byte.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= index < length()}
   */
  public byte at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index);
    }
    return buffer[from + index];
  }

  /** Whether the file starts with {@code magic}. */
  public boolean startsWith(byte... magic) {
    return magic.length <= length
        && Arrays.equals(buffer, from, from + magic.length, magic, 0, magic.length);
  }

  /** Whether one of the bytes is {@code value}; a 0 is the usual sign of a binary file. */
  public boolean contains(byte value) {
    for (int i = from; i < from + length; i++) {
      if (buffer[i] == value) {
        return true;
      }
    }
    return false;
  }
}
