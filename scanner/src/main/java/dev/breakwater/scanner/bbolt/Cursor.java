package dev.breakwater.scanner.bbolt;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * Walks entries in order:
 *
 * <pre>{@code
 * for (Cursor c = bucket.entries("npm::"); c.isValid(); c.next()) { ... c.name() ... }
 * }</pre>
 */
public final class Cursor {
  /** No tree of real data is deeper: two children a page are enough for 2^32 pages. */
  private static final int DEEPEST = 32;

  private final BoltFile file;
  private final Predicate<MemorySegment> wanted;
  private final Deque<Place> path = new ArrayDeque<>();
  private long visited;

  /** An element of a page on the way from the root to the leaf. */
  private record Place(Page page, int index) {}

  /** Starts at the first key that is not before {@code start} and ends where it is not wanted. */
  Cursor(BoltFile file, Page root, MemorySegment start, Predicate<MemorySegment> wanted)
      throws MalformedException {
    this.file = file;
    this.wanted = wanted;
    Page page = root;
    while (!page.isLeaf() && page.count() > 0) {
      int child = page.childFor(start);
      path.push(new Place(page, child));
      page = descend(page.child(child));
    }
    path.push(new Place(page, page.isLeaf() ? page.lowerBound(start) : 0));
    settle();
  }

  /** Whether it is at an entry; the other methods may only be called when it is. */
  public boolean isValid() {
    return !path.isEmpty();
  }

  /**
   * Goes to the next entry.
   *
   * @throws MalformedException when the file is damaged on the way
   */
  public void next() throws MalformedException {
    advance();
    settle();
  }

  /**
   * The key as text.
   *
   * @throws MalformedException when it lies outside its page
   */
  public String name() throws MalformedException {
    MemorySegment key = key();
    return new String(key.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** Whether the value is a bucket. */
  public boolean isBucket() {
    Place place = path.element();
    return place.page.isBucket(place.index);
  }

  /**
   * The value that is a bucket.
   *
   * @throws MalformedException when it is damaged
   */
  public Bucket bucket() throws MalformedException {
    return Bucket.of(file, value());
  }

  /**
   * The value: a view of the file, not a copy.
   *
   * @throws MalformedException when it lies outside its page
   */
  public MemorySegment value() throws MalformedException {
    Place place = path.element();
    return place.page.value(place.index);
  }

  private MemorySegment key() throws MalformedException {
    Place place = path.element();
    return place.page.key(place.index);
  }

  private void advance() {
    Place place = path.pop();
    path.push(new Place(place.page, place.index + 1));
  }

  /** Goes on from a place behind a page's last element, which may be so at every depth. */
  private void settle() throws MalformedException {
    while (!path.isEmpty()) {
      Place place = path.element();
      if (place.index >= place.page.count()) {
        path.pop();
        if (!path.isEmpty()) {
          advance();
        }
      } else if (place.page.isLeaf()) {
        break;
      } else {
        path.push(new Place(descend(place.page.child(place.index)), 0));
      }
    }
    if (!path.isEmpty() && !wanted.test(key())) {
      path.clear();
    }
  }

  /** A tree has each page once, so a walk that sees more pages than there are goes in circles. */
  private Page descend(long number) throws MalformedException {
    if (path.size() > DEEPEST || ++visited > file.pages()) {
      throw new MalformedException(
          "bbolt: page %,d is part of a circle, or of a tree deeper than %d"
              .formatted(number, DEEPEST));
    }
    return file.page(number);
  }
}
