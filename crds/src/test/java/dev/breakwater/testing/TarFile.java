package dev.breakwater.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Files as a tar archive (POSIX ustar, long names as GNU tar writes them). All belong to root and
 * are of the same moment, so that the same files are always the same bytes.
 */
public final class TarFile {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;

  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

  /** Adds a file that everybody may read. */
  public TarFile file(String path, String content) {
    return file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file with these permissions, such as 04755 for a setuid executable. */
  public TarFile file(String path, int mode, byte[] content) {
    return entry('0', path, mode, "", content);
  }

  /** Adds a folder. */
  public TarFile folder(String path) {
    return entry('5', path + "/", 0755, "", new byte[0]);
  }

  /** Adds a symbolic link. */
  public TarFile link(String path, String target) {
    return entry('2', path, 0777, target, new byte[0]);
  }

  /** Adds a hard link to a file that was added before. */
  public TarFile hardLink(String path, String target) {
    return entry('1', path, 0644, target, new byte[0]);
  }

  /** The archive with its end. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(archive.toByteArray());
    whole.writeBytes(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }

  private TarFile entry(char type, String path, int mode, String target, byte[] content) {
    longName('L', path);
    longName('K', target);
    write(type, path, mode, target, content);
    return this;
  }

  private void longName(char type, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > NAME_BYTES) {
      byte[] terminated = new byte[bytes.length + 1];
      System.arraycopy(bytes, 0, terminated, 0, bytes.length);
      write(type, "././@LongLink", 0, "", terminated);
    }
  }

  private void write(char type, String path, int mode, String target, byte[] content) {
    byte[] header = new byte[BLOCK];
    text(header, 0, NAME_BYTES, path);
    octal(header, 100, 7, mode);
    octal(header, 108, 7, 0);
    octal(header, 116, 7, 0);
    octal(header, 124, 11, content.length);
    octal(header, 136, 11, 0);
    header[156] = (byte) type;
    text(header, 157, NAME_BYTES, target);
    text(header, 257, 8, "ustar  ");
    // The checksum counts its own field as blanks.
    text(header, 148, 8, "        ");
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    octal(header, 148, 6, sum);
    header[154] = 0;
    archive.writeBytes(header);
    archive.writeBytes(content);
    archive.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static void text(byte[] header, int offset, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, Math.min(length, bytes.length));
  }

  private static void octal(byte[] header, int offset, int digits, int value) {
    text(header, offset, digits, String.format(Locale.ROOT, "%0" + digits + "o", value));
  }
}
