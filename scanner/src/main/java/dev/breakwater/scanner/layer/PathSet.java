package dev.breakwater.scanner.layer;

import java.util.Arrays;

/**
 * Which paths a layer has, eight bytes for each: enough to tell what it hides of the layers below.
 * A hash stands for a path; two of a million paths share one with a probability of 1 in 10 million.
 */
public final class PathSet {
  /** The lowest bit says that the path is a folder. */
  private static final long FOLDER = 1;

  private final long[] sorted;

  private PathSet(long[] sorted) {
    this.sorted = sorted;
  }

  /** The set that {@link #toArray()} gave; takes the array, and sorts it. */
  public static PathSet of(long[] keys) {
    Arrays.sort(keys);
    return new PathSet(keys);
  }

  static long key(long hash, boolean folder) {
    return (hash & ~FOLDER) | (folder ? FOLDER : 0);
  }

  /** All of it, in ascending order. */
  public long[] toArray() {
    return sorted.clone();
  }

  /** Whether there is anything at exactly this path. */
  public boolean contains(String path) {
    return isFolder(path) || isNoFolder(path, path.length());
  }

  /** Whether there is a folder at exactly this path. */
  public boolean isFolder(String path) {
    return Arrays.binarySearch(sorted, key(PathHash.of(path), true)) >= 0;
  }

  private boolean isNoFolder(String path, int end) {
    return Arrays.binarySearch(sorted, key(PathHash.of(path, end), false)) >= 0;
  }

  /**
   * Whether a file of a lower layer at {@code path} cannot be seen any more: something is at the
   * same path, or one of its folders is a file or a link now.
   */
  public boolean hides(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (isNoFolder(path, slash)) {
        return true;
      }
    }
    return contains(path);
  }
}
