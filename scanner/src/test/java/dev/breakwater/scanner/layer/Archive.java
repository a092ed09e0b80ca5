package dev.breakwater.scanner.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes the layers that tests read. */
public final class Archive {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  /** An empty archive. */
  public Archive() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** Adds a text file. */
  public Archive file(String name, String content) {
    return file(name, 0644, content.getBytes(UTF_8));
  }

  /** Adds a file. */
  public Archive file(String name, int mode, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(content.length);
    return add(entry, content);
  }

  /** Adds a folder. */
  public Archive folder(String name) {
    return add(new TarArchiveEntry(name + "/", true), new byte[0]);
  }

  /** Adds a symbolic link. */
  public Archive link(String name, String target) {
    return link(name, target, TarConstants.LF_SYMLINK);
  }

  /** Adds a hard link. */
  public Archive hardLink(String name, String target) {
    return link(name, target, TarConstants.LF_LINK);
  }

  private Archive link(String name, String target, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    return add(entry, new byte[0]);
  }

  private Archive add(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The archive as it is. */
  public byte[] tar() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The archive packed. */
  public byte[] gzip() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
