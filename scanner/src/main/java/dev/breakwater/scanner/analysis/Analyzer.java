package dev.breakwater.scanner.analysis;

import java.util.Set;

/**
 * Understands one kind of file. Says from the name and the first bytes whether and how it wants a
 * file's content, and writes what it learns to {@link Findings}.
 *
 * <p>One analyzer serves all layers, several at a time: it has no state. What it finds depends on
 * the file alone. A later layer's file replaces all that was found in an earlier layer's file of
 * the same path, and a deleted file takes its findings along (secrets stay), so that a package
 * database replaces its predecessor whole.
 *
 * <p>A reader of content throws {@code MalformedException} or {@code LimitExceededException};
 * either becomes a {@code Problem} with the file's path, and what was added before is kept.
 */
public interface Analyzer {

  /**
   * A name and the version of its rules, such as {@code "dpkg 1"}: part of the cache's key, so that
   * changed rules never meet old results. Rules read from data carry their hash here.
   */
  String id();

  /** What it wants of a file; {@link Interest#NONE} for nearly all of them, decided cheaply. */
  Interest interest(FileEntry file, Head head);

  /**
   * Exact paths that a running system would open through symbolic links, such as {@code
   * etc/os-release}. They are also found where the links of the merged image lead; {@link
   * #interest} is then asked with the path named here.
   */
  default Set<String> systemFiles() {
    return Set.of();
  }
}
