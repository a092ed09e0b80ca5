package dev.breakwater.scanner.rpm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** What is done with the header of each package of a database. */
@FunctionalInterface
interface HeaderVisitor {

  /** The most bytes of one header; the largest known ones, of packages of kernels, have 6 MB. */
  int MAX_HEADER = 32 << 20;

  /**
   * Takes a header.
   *
   * @param header its bytes as the database holds them, without the magic number of a file
   */
  void visit(MemorySegment header) throws IOException;
}
