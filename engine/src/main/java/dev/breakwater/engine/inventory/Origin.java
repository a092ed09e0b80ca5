package dev.breakwater.engine.inventory;

/**
 * Where an object was read.
 *
 * @param file the path as the user gave it, {@code -} for standard input, empty for a cluster
 * @param line the line where the object begins, from 1; 0 for a cluster
 */
public record Origin(String file, int line) {
  /** An object that a cluster holds. */
  public static final Origin CLUSTER = new Origin("", 0);
}
