package dev.breakwater.scanner.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the program keeps a database that it downloads. A new one is written beside the old one and
 * renamed over it, so that a database that is open stays what it was: its file lives on, unnamed,
 * until it is closed.
 *
 * @param <T> the database, opened
 */
public final class DatabaseFolder<T extends Database> {
  private static final String FRESH = ".new-";

  private final DatabaseForm<T> form;
  private final Path folder;

  /** Keeps a database of that form in {@code folder}, which is made when it is needed. */
  public DatabaseFolder(DatabaseForm<T> form, Path folder) {
    this.form = form;
    this.folder = folder;
  }

  /** The form of the database. */
  public DatabaseForm<T> form() {
    return form;
  }

  /** The folder, whether it is there or not. */
  public Path path() {
    return folder;
  }

  /** Whether there is a database. */
  public boolean isPresent() {
    return Files.exists(folder.resolve(form.file()));
  }

  /**
   * Opens the database.
   *
   * @throws IOException when there is none, or as {@link DatabaseForm#open} says
   */
  public T open() throws IOException {
    return form.open(folder);
  }

  /**
   * Takes a new database, when it can be opened; else the old one stays.
   *
   * @param packed the layer of the artifact
   * @throws IOException when it cannot be read, unpacked, opened or written
   */
  public void install(InputStream packed) throws IOException {
    Files.createDirectories(folder);
    sweep();
    Path fresh = Files.createTempDirectory(folder, FRESH);
    Path file = fresh.resolve(form.file());
    Path metadata = fresh.resolve(DatabaseForm.METADATA);
    try {
      DatabaseArchive.unpack(packed, fresh, form);
      form.open(fresh).close();
      sync(file);
      // The database first: one that looks older than it is does no harm, the opposite would.
      replace(file);
      if (Files.exists(metadata)) {
        replace(metadata);
      } else {
        Files.deleteIfExists(folder.resolve(DatabaseForm.METADATA));
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(metadata);
      Files.deleteIfExists(fresh);
    }
  }

  private void replace(Path fresh) throws IOException {
    Files.move(
        fresh,
        folder.resolve(fresh.getFileName()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a process left that was killed while it unpacked: no download takes a day. */
  private void sweep() throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, FRESH + "*")) {
      for (Path abandoned : left) {
        if (Files.getLastModifiedTime(abandoned).toInstant().isBefore(yesterday)) {
          Files.deleteIfExists(abandoned.resolve(form.file()));
          Files.deleteIfExists(abandoned.resolve(DatabaseForm.METADATA));
          Files.deleteIfExists(abandoned);
        }
      }
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
