package dev.breakwater.engine.manifest;

import java.io.Serial;

/** A document that cannot be read. */
final class BrokenDocument extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;

  BrokenDocument(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** The line of the file, from 1. */
  int line() {
    return line;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
