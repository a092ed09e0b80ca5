package dev.breakwater.scanner.layer;

/**
 * The entries of an archive while it is read: for each path the last one, its number and its size.
 * An open hash table of plain arrays, because there may be a million.
 */
final class PathIndex {
  private static final long FOLDER = -2;

  /** The size of what is no file and no folder, and of what is not there. */
  static final long NO_FILE = -1;

  private long[] hashes = new long[1 << 12];
  private int[] numbers = new int[1 << 12];
  private long[] sizes = new long[1 << 12];
  private int count;

  void addFile(String path, int number, long size) {
    put(PathHash.of(path), number, size);
  }

  void addFolder(String path, int number) {
    put(PathHash.of(path), number, FOLDER);
  }

  /** A link, a device, or a file that cannot be read. */
  void addOther(String path, int number) {
    put(PathHash.of(path), number, NO_FILE);
  }

  /** The size of the file at {@code path}; negative when there is none. */
  long size(String path) {
    int slot = find(PathHash.of(path));
    return numbers[slot] == 0 ? NO_FILE : sizes[slot];
  }

  /** The number of the last entry at {@code path}; 0 when there is none. */
  int number(String path) {
    return numbers[find(PathHash.of(path))];
  }

  /** Whether the entry with this number is what an unpacked archive has at {@code path}. */
  boolean isLast(String path, int number) {
    if (numbers[find(PathHash.of(path))] != number) {
      return false;
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      int slot = find(PathHash.of(path, slash));
      if (numbers[slot] > number && sizes[slot] != FOLDER) {
        return false;
      }
    }
    return true;
  }

  PathSet toSet() {
    long[] keys = new long[count];
    int at = 0;
    for (int slot = 0; slot < numbers.length; slot++) {
      if (numbers[slot] != 0) {
        keys[at++] = PathSet.key(hashes[slot], sizes[slot] == FOLDER);
      }
    }
    return PathSet.of(keys);
  }

  private void put(long hash, int number, long size) {
    int slot = find(hash);
    if (numbers[slot] == 0) {
      hashes[slot] = hash;
      count++;
    }
    numbers[slot] = number;
    sizes[slot] = size;
    if (count * 2 > numbers.length) {
      grow();
    }
  }

  private int find(long hash) {
    int mask = numbers.length - 1;
    int slot = (int) hash & mask;
    while (numbers[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldNumbers = numbers;
    long[] oldSizes = sizes;
    hashes = new long[oldHashes.length * 2];
    numbers = new int[oldHashes.length * 2];
    sizes = new long[oldHashes.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = find(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        numbers[slot] = oldNumbers[i];
        sizes[slot] = oldSizes[i];
      }
    }
  }
}
