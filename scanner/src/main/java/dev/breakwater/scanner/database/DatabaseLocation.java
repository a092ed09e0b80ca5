package dev.breakwater.scanner.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a database may lie: a file, a folder, or an archive.
 *
 * @param <T> the database, opened
 */
record DatabaseLocation<T extends Database>(DatabaseForm<T> form) {

  T open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      Path folder = Files.exists(path.resolve(form.file())) ? path : path.resolve("db");
      if (!Files.exists(folder.resolve(form.file()))) {
        throw new NoSuchFileException(
            path.toString(),
            form.file(),
            "the folder has neither %s nor db/%1$s".formatted(form.file()));
      }
      return openFile(folder.resolve(form.file()), path.toString());
    }
    return isGzip(path) ? openArchive(path) : openFile(path, path.toString());
  }

  private T openFile(Path file, String name) throws IOException {
    DatabaseMetadata metadata = DatabaseMetadata.of(file, form.schema());
    MappedFile mapped = MappedFile.of(file, name);
    try {
      return mapped.reading(() -> form.opener().open(mapped, metadata));
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  /** The unpacked file is deleted at once: the mapping keeps it until it is closed. */
  private T openArchive(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("breakwater-db-");
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive))) {
      DatabaseArchive.unpack(packed, folder, form);
      return openFile(folder.resolve(form.file()), archive.toString());
    } finally {
      Files.deleteIfExists(folder.resolve(form.file()));
      Files.deleteIfExists(folder.resolve(DatabaseForm.METADATA));
      Files.deleteIfExists(folder);
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }
}
