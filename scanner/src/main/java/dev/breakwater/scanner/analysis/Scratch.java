package dev.breakwater.scanner.analysis;

import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where content is kept that must be read in any order: in memory outside the heap, all layers
 * together within one budget, beyond it in files that have no name, on a volume that bounds them.
 */
public final class Scratch {
  private static final int CHUNK = 64 << 10;

  private final Path folder;
  private final AtomicLong memory;
  private final AtomicLong disk;

  /**
   * An empty one.
   *
   * @param folder where files are made and unlinked at once; made when it is first needed
   * @param memory bytes outside the heap that all contents together may take
   * @param disk bytes of files that all contents together may take
   */
  public Scratch(Path folder, long memory, long disk) {
    this.folder = folder;
    this.memory = new AtomicLong(memory);
    this.disk = new AtomicLong(disk);
  }

  /** Content at rest, until it is closed. Closing gives back its share of the budget. */
  public static final class Stored implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment bytes;
    private final AtomicLong budget;

    private Stored(Arena arena, MemorySegment bytes, AtomicLong budget) {
      this.arena = arena;
      this.bytes = bytes;
      this.budget = budget;
    }

    /** The content; readable by the thread that stored it. */
    public MemorySegment bytes() {
      return bytes;
    }

    @Override
    public void close() {
      arena.close();
      budget.addAndGet(bytes.byteSize());
    }
  }

  /**
   * Reads exactly {@code size} bytes of {@code content}.
   *
   * @throws LimitExceededException when neither memory nor disk has room for them
   * @throws EOFException when the content is shorter
   * @throws IOException when it cannot be read, or the file not be written
   */
  public Stored store(InputStream content, long size) throws IOException {
    if (take(memory, size)) {
      return stored(memory, size, arena -> copied(content, arena.allocate(size, 1)));
    }
    if (take(disk, size)) {
      return stored(disk, size, arena -> spilled(content, size, arena));
    }
    throw new LimitExceededException("free bytes of scratch space", disk.get());
  }

  private interface Filling {
    MemorySegment fill(Arena arena) throws IOException;
  }

  private static Stored stored(AtomicLong budget, long size, Filling filling) throws IOException {
    Arena arena = Arena.ofConfined();
    boolean done = false;
    try {
      Stored stored = new Stored(arena, filling.fill(arena), budget);
      done = true;
      return stored;
    } finally {
      if (!done) {
        arena.close();
        budget.addAndGet(size);
      }
    }
  }

  private static boolean take(AtomicLong budget, long size) {
    return budget.getAndUpdate(left -> left >= size ? left - size : left) >= size;
  }

  private static MemorySegment copied(InputStream content, MemorySegment to) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, to.byteSize())];
    long at = 0;
    while (at < to.byteSize()) {
      int read = content.readNBytes(chunk, 0, (int) Math.min(chunk.length, to.byteSize() - at));
      if (read == 0) {
        throw new EOFException(
            "the content ends after %,d of %,d bytes".formatted(at, to.byteSize()));
      }
      MemorySegment.copy(MemorySegment.ofArray(chunk), 0, to, at, read);
      at += read;
    }
    return to;
  }

  /** Written, then mapped: a full disk is then an error and not a signal. */
  private MemorySegment spilled(InputStream content, long size, Arena arena) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "content", null);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Files.delete(file);
      byte[] chunk = new byte[CHUNK];
      long at = 0;
      while (at < size) {
        int read = content.readNBytes(chunk, 0, (int) Math.min(chunk.length, size - at));
        if (read == 0) {
          throw new EOFException("the content ends after %,d of %,d bytes".formatted(at, size));
        }
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        at += read;
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }
  }
}
