package dev.breakwater.engine.manifest;

/**
 * A part of a file that cannot be judged.
 *
 * @param file the file as the user named it
 * @param line where, from 1
 * @param message what is wrong, and what to do
 */
public record Problem(String file, int line, String message) {
  /** {@code file:line: message}, as compilers print it. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
