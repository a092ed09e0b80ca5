package dev.breakwater.scanner.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** Named files: those of a folder, or those inside an archive. */
interface FileStore extends AutoCloseable {

  boolean has(String name);

  /** In bytes, of a file that is there. */
  long size(String name) throws IOException;

  InputStream open(String name) throws IOException;

  @Override
  void close();

  /** All of a file. */
  default byte[] bytes(String name, int limit) throws IOException {
    if (!has(name)) {
      throw new PullException(PullFailure.NOT_IN_REGISTRY, "there is no file " + Shown.of(name));
    }
    if (size(name) > limit) {
      throw new PullException(
          PullFailure.TOO_LARGE,
          "%s has %,d bytes, more than %,d".formatted(Shown.of(name), size(name), limit));
    }
    try (InputStream in = open(name)) {
      return in.readNBytes(limit);
    }
  }

  /** A folder of the local file system. Only for names of our own making. */
  record Folder(Path root) implements FileStore {

    @Override
    public boolean has(String name) {
      return Files.isRegularFile(root.resolve(name));
    }

    @Override
    public long size(String name) throws IOException {
      return Files.size(root.resolve(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
      return Channels.newInputStream(Files.newByteChannel(root.resolve(name)));
    }

    @Override
    public void close() {
      // a folder holds nothing open
    }
  }
}
