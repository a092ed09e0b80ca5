package dev.breakwater.scanner.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * How an analyzer wants the content of a file. Content belongs to the one who gives it: nothing of
 * it may be kept after the call, except the array of {@link #whole}. Where a limit is named, a
 * larger file is not read and becomes a {@code Problem}; an analyzer that does not care about large
 * files returns {@link #NONE} for them.
 */
public sealed interface Interest {

  /** Not interested. */
  Interest NONE = new None();

  /** Reads the name, size and mode only. */
  @FunctionalInterface
  interface EntryReader {
    /** Reads the entry. */
    void read(FileEntry file, Findings findings) throws IOException;
  }

  /** Reads content that is one array. */
  @FunctionalInterface
  interface BytesReader {
    /** Reads an array of exactly the file's size, which it may keep. */
    void read(FileEntry file, byte[] content, Findings findings) throws IOException;
  }

  /** Reads content that is part of a larger buffer: nothing is copied. */
  @FunctionalInterface
  interface ViewReader {
    /** Reads {@code buffer} from {@code from} to before {@code to}; it must not write to it. */
    void read(FileEntry file, byte[] buffer, int from, int to, Findings findings)
        throws IOException;
  }

  /** Reads content once, front to back. */
  @FunctionalInterface
  interface StreamReader {
    /** Reads as much as it wants; it need not close the stream. */
    void read(FileEntry file, InputStream content, Findings findings) throws IOException;
  }

  /** Reads content in any order. */
  @FunctionalInterface
  interface SegmentReader {
    /** Reads a segment of exactly the file's size: heap, native or a mapped file. */
    void read(FileEntry file, MemorySegment content, Findings findings) throws IOException;
  }

  /** Nothing. */
  record None() implements Interest {}

  /** The entry alone. */
  record Entry(EntryReader reader) implements Interest {}

  /** All of it in memory, up to {@code limit} bytes. */
  record View(int limit, ViewReader reader) implements Interest {}

  /** A stream, of any length. */
  record Stream(StreamReader reader) implements Interest {}

  /** Random access, up to {@code limit} bytes. */
  record Segment(long limit, SegmentReader reader) implements Interest {}

  /** The entry alone, no content. */
  static Interest entry(EntryReader reader) {
    return new Entry(reader);
  }

  /** All of it as an array of its own, of at most {@code limit} bytes: for small text files. */
  static Interest whole(int limit, BytesReader reader) {
    return new View(
        limit,
        (file, buffer, from, to, findings) ->
            reader.read(file, Arrays.copyOfRange(buffer, from, to), findings));
  }

  /** All of it inside a shared buffer, at most {@code limit} bytes: for the many files. */
  static Interest view(int limit, ViewReader reader) {
    return new View(limit, reader);
  }

  /** A stream: for archives and executables, which may be large. */
  static Interest stream(StreamReader reader) {
    return new Stream(reader);
  }

  /**
   * Random access, at most {@code limit} bytes: for binary databases. Taken from the global budget
   * of memory outside the heap, beyond it from an unlinked file.
   */
  static Interest segment(long limit, SegmentReader reader) {
    return new Segment(limit, reader);
  }
}
