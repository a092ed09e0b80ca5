package dev.breakwater.scanner.tar;

/**
 * One entry of an archive.
 *
 * @param kind what it is
 * @param name as the archive writes it: not normalised, it may try to escape
 * @param size of the content in bytes; 0 for all but files
 * @param mode permission bits with setuid, setgid and sticky
 * @param linkTarget where a link leads; empty for others
 */
public record TarEntry(Kind kind, String name, long size, int mode, String linkTarget) {

  /** What an entry is. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** Another name of an earlier file. */
    HARD_LINK,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** A folder. */
    FOLDER,
    /** A file with holes, whose content cannot be read here. */
    SPARSE_FILE,
    /** A device, a pipe, or something that a file system does not hold. */
    OTHER
  }
}
