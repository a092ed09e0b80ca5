package dev.breakwater.scanner.database;

/** An open database. It may be asked by several threads. */
public interface Database extends AutoCloseable {

  /** What {@code metadata.json} says; without it, when the file was last changed. */
  DatabaseMetadata metadata();

  /** Unmaps the file; look-ups that are under way end with {@link DatabaseGoneException}. */
  @Override
  void close();
}
