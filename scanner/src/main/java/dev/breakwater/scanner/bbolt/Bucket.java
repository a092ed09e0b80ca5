package dev.breakwater.scanner.bbolt;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A sorted map from keys to values and further buckets. Keys are compared as unsigned bytes. */
public final class Bucket {
  /** Bytes in front of an inline page: the root and a sequence number. */
  private static final int HEADER = 16;

  private final BoltFile file;
  private final long rootPage;
  private final Optional<Page> inline;

  Bucket(BoltFile file, long rootPage) {
    this.file = file;
    this.rootPage = rootPage;
    this.inline = Optional.empty();
  }

  private Bucket(BoltFile file, Page inline) {
    this.file = file;
    this.rootPage = 0;
    this.inline = Optional.of(inline);
  }

  /** The bucket that a value of this file describes. */
  static Bucket of(BoltFile file, MemorySegment value) throws MalformedException {
    if (value.byteSize() < HEADER) {
      throw new MalformedException("bbolt: a bucket of %,d bytes".formatted(value.byteSize()));
    }
    long root = Bytes.longAt(value, 0);
    if (root != 0) {
      return new Bucket(file, root);
    }
    Page page = Page.of(value.asSlice(HEADER), "an inline page");
    if (!page.isLeaf()) {
      throw new MalformedException("bbolt: an inline page that is a branch");
    }
    return new Bucket(file, page);
  }

  /**
   * The bucket with this name.
   *
   * @throws MalformedException when the file is damaged on the way to it
   */
  public Optional<Bucket> bucket(String name) throws MalformedException {
    Cursor cursor = at(name);
    return cursor.isValid() && cursor.isBucket() ? Optional.of(cursor.bucket()) : Optional.empty();
  }

  /**
   * The value of this key: a view of the file, not a copy.
   *
   * @throws MalformedException when the file is damaged on the way to it
   */
  public Optional<MemorySegment> value(String key) throws MalformedException {
    Cursor cursor = at(key);
    return cursor.isValid() && !cursor.isBucket() ? Optional.of(cursor.value()) : Optional.empty();
  }

  /**
   * All entries in order, from before the first.
   *
   * @throws MalformedException when the file is damaged at its root
   */
  public Cursor entries() throws MalformedException {
    return entries("");
  }

  /**
   * The entries whose keys start with {@code prefix}, in order.
   *
   * @throws MalformedException when the file is damaged on the way to them
   */
  public Cursor entries(String prefix) throws MalformedException {
    MemorySegment bytes = bytes(prefix);
    return new Cursor(file, root(), bytes, key -> Bytes.startsWith(key, bytes));
  }

  private Cursor at(String name) throws MalformedException {
    MemorySegment bytes = bytes(name);
    return new Cursor(file, root(), bytes, key -> key.mismatch(bytes) < 0);
  }

  private Page root() throws MalformedException {
    return inline.isPresent() ? inline.get() : file.page(rootPage);
  }

  private static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
