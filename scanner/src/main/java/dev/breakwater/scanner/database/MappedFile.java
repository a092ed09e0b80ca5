package dev.breakwater.scanner.database;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is mapped into memory, read only: it takes no heap, and several threads may read it.
 */
public final class MappedFile implements AutoCloseable {
  private final String name;
  private final Arena arena;
  private final MemorySegment bytes;

  private MappedFile(String name, Arena arena, MemorySegment bytes) {
    this.name = name;
    this.arena = arena;
    this.bytes = bytes;
  }

  /** What is read of the file. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads it.
     *
     * @throws IOException what goes wrong
     */
    T run() throws IOException;
  }

  /**
   * Maps all of a file.
   *
   * @param name names it in messages
   * @throws IOException when it cannot be read
   */
  static MappedFile of(Path file, String name) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedFile(
          name, arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** All that it contains; to be touched inside {@link #reading} only. */
  public MemorySegment bytes() {
    return bytes;
  }

  /**
   * Reads from the file.
   *
   * @throws DatabaseGoneException when it shrank meanwhile, or was closed
   * @throws IOException what the reading throws
   */
  public <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (InternalError e) {
      // How the JVM tells that a page of a mapped file is no longer there.
      throw new DatabaseGoneException(name, e);
    } catch (IllegalStateException e) {
      if (arena.scope().isAlive()) {
        throw e;
      }
      throw new DatabaseGoneException(name, e);
    }
  }

  /** Unmaps it; what is being read ends with {@link DatabaseGoneException}. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
