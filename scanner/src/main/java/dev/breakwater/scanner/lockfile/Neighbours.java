package dev.breakwater.scanner.lockfile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The files around a lock file.
 *
 * @param tree all files
 * @param folder of the lock file; empty at the top
 */
record Neighbours(SourceTree tree, String folder) {

  static Neighbours of(String path, SourceTree tree) {
    int slash = path.lastIndexOf('/');
    return new Neighbours(tree, slash < 0 ? "" : path.substring(0, slash));
  }

  /** The file at a path relative to the folder; never one outside the tree. */
  Optional<byte[]> file(String relative) throws IOException {
    Optional<String> path = resolve(relative);
    return path.isEmpty() ? Optional.empty() : tree.file(path.get());
  }

  /** The path from the top of the tree; empty when it leads outside. */
  Optional<String> resolve(String relative) {
    if (relative.startsWith("/") || relative.length() > 4096) {
      return Optional.empty();
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : (folder + "/" + relative).split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (segments.pollLast() == null) {
            return Optional.empty();
          }
        }
        default -> segments.addLast(segment);
      }
    }
    return Optional.of(String.join("/", segments));
  }
}
