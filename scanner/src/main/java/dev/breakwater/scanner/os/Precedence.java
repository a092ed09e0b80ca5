package dev.breakwater.scanner.os;

/**
 * How much a file's word counts among others, for {@code Systems.choose}. The files of Debian, Red
 * Hat and Alpine are also in what derives from them, so they give way to everything more specific.
 */
final class Precedence {

  /** Only says which stream of packages the system has. */
  static final int STREAM = -1;

  /** redhat-release names a system that nothing here knows. */
  static final int UNKNOWN_NAME = 0;

  /** os-release names a system that nothing here knows. */
  static final int UNKNOWN = 1;

  /** os-release names a system that a file of its own describes better. */
  static final int GENERAL = 5;

  /** The file of Debian, Red Hat or Alpine. */
  static final int ANCESTOR = 10;

  /** os-release names a system that derives from Debian or Red Hat. */
  static final int DERIVED = 15;

  /** A file that only this system has. */
  static final int OWN = 20;

  private Precedence() {}
}
