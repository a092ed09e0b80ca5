package dev.breakwater.scanner.version;

/**
 * Reads a text.
 *
 * @param <T> what the text means
 */
interface Reader<T> {

  /**
   * What the text means.
   *
   * @throws InvalidVersionException if it is not in the grammar
   */
  T read(String text) throws InvalidVersionException;
}
