package dev.breakwater.scanner.advisory;

import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a database may lie: a file, a folder, or an archive. */
final class DatabaseLocation {
  static final String FILE = "trivy.db";
  static final String METADATA = "metadata.json";
  private static final int LARGEST_METADATA = 64 << 10;

  private DatabaseLocation() {}

  static AdvisoryDatabase open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      Path folder = Files.exists(path.resolve(FILE)) ? path : path.resolve("db");
      if (!Files.exists(folder.resolve(FILE))) {
        throw new NoSuchFileException(
            path.toString(), FILE, "the folder has neither " + FILE + " nor db/" + FILE);
      }
      return openFile(folder.resolve(FILE), path.toString());
    }
    return isGzip(path) ? openArchive(path) : openFile(path, path.toString());
  }

  private static AdvisoryDatabase openFile(Path file, String name) throws IOException {
    return AdvisoryDatabase.map(file, name, metadata(file));
  }

  /** The unpacked file is deleted at once: the mapping keeps it until it is closed. */
  private static AdvisoryDatabase openArchive(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("breakwater-db-");
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive))) {
      DatabaseArchive.unpack(packed, folder);
      return openFile(folder.resolve(FILE), archive.toString());
    } finally {
      Files.deleteIfExists(folder.resolve(FILE));
      Files.deleteIfExists(folder.resolve(METADATA));
      Files.deleteIfExists(folder);
    }
  }

  private static DatabaseMetadata metadata(Path file) throws IOException {
    Path beside = file.resolveSibling(METADATA);
    if (!Files.exists(beside)) {
      return new DatabaseMetadata(
          DatabaseMetadata.SCHEMA,
          Optional.of(Files.getLastModifiedTime(file).toInstant()),
          Optional.empty());
    }
    if (Files.size(beside) > LARGEST_METADATA) {
      throw new LimitExceededException("bytes of " + METADATA, LARGEST_METADATA);
    }
    return DatabaseMetadata.read(Files.readAllBytes(beside));
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }
}
