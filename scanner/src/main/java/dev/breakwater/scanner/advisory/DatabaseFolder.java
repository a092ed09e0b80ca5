package dev.breakwater.scanner.advisory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where the program keeps the database that it downloads. A new one is written beside the old one
 * and renamed over it, so that a database that is open stays what it was: its file lives on,
 * unnamed, until it is closed.
 */
public final class DatabaseFolder {
  private final Path folder;

  /** Keeps it in {@code folder}, which is made when it is needed. */
  public DatabaseFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether there is a database. */
  public boolean isPresent() {
    return Files.exists(folder.resolve(DatabaseLocation.FILE));
  }

  /**
   * Opens the database.
   *
   * @throws IOException when there is none, or as {@link AdvisoryDatabase#open} says
   */
  public AdvisoryDatabase open() throws IOException {
    return AdvisoryDatabase.open(folder);
  }

  /**
   * Takes a new database, when it can be opened; else the old one stays.
   *
   * @param packed {@code db.tar.gz}, the layer of the artifact
   * @throws IOException when it cannot be read, unpacked, opened or written
   */
  public void install(InputStream packed) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempDirectory(folder, ".new-");
    Path file = fresh.resolve(DatabaseLocation.FILE);
    Path metadata = fresh.resolve(DatabaseLocation.METADATA);
    try {
      DatabaseArchive.unpack(packed, fresh);
      AdvisoryDatabase.open(fresh).close();
      sync(file);
      if (Files.exists(metadata)) {
        Files.move(
            metadata,
            folder.resolve(DatabaseLocation.METADATA),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(folder.resolve(DatabaseLocation.METADATA));
      }
      Files.move(
          file,
          folder.resolve(DatabaseLocation.FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(metadata);
      Files.deleteIfExists(fresh);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
