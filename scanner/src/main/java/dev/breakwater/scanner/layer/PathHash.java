package dev.breakwater.scanner.layer;

/** A path as 64 bits: FNV-1a over its characters, mixed once more at the end. */
final class PathHash {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private PathHash() {}

  static long of(String path) {
    return of(path, path.length());
  }

  /** Of the first {@code end} characters. */
  static long of(String path, int end) {
    long hash = START;
    for (int i = 0; i < end; i++) {
      hash = (hash ^ path.charAt(i)) * PRIME;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return hash;
  }
}
