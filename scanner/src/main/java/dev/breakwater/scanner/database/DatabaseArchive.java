package dev.breakwater.scanner.database;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The packed archive that a database is published as: only its two files are taken, whatever else
 * is inside.
 */
final class DatabaseArchive {
  private static final int BLOCK = 512;
  private static final int MOST_ENTRIES = 100;

  private DatabaseArchive() {}

  /**
   * Writes the database and, when there is one, {@code metadata.json} into a folder.
   *
   * @param packed gzip
   * @throws MalformedException when it is no such archive, or has no database
   * @throws LimitExceededException when it has more bytes than the form allows
   */
  static void unpack(InputStream packed, Path folder, DatabaseForm<?> form) throws IOException {
    boolean found = false;
    try (InputStream in = new GZIPInputStream(packed, 1 << 16)) {
      byte[] header = new byte[BLOCK];
      long total = 0;
      for (int entries = 0; readHeader(in, header); entries++) {
        if (entries == MOST_ENTRIES) {
          throw new LimitExceededException("entries of a database archive", MOST_ENTRIES);
        }
        long size = size(header);
        total += size;
        if (total > form.largest()) {
          throw new LimitExceededException("bytes of an unpacked database archive", form.largest());
        }
        String name = name(header);
        if (name.equals(form.file()) || name.equals(DatabaseForm.METADATA)) {
          write(in, size, folder.resolve(name));
          found |= name.equals(form.file());
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      }
      // A stream that is verified is so only once its end was seen.
      packed.transferTo(OutputStream.nullOutputStream());
    } catch (EOFException | ZipException e) {
      throw new MalformedException("database archive: " + e.getMessage());
    }
    if (!found) {
      throw new MalformedException("database archive: no " + form.file() + " inside");
    }
  }

  /** Reads the next header, unless the archive ends. */
  private static boolean readHeader(InputStream in, byte[] header) throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    if (read == 0) {
      return false;
    }
    if (read < BLOCK) {
      throw new EOFException("it ends inside a header");
    }
    for (byte b : header) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long size(byte[] header) throws MalformedException {
    String octal = text(header, 124, 12).strip();
    try {
      long size = Long.parseLong(octal, 8);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new MalformedException("database archive: the size \"" + octal + "\" is no octal number");
  }

  private static void write(InputStream in, long size, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out =
        Files.newOutputStream(
            file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
      for (long left = size; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("it ends inside " + file.getFileName());
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
