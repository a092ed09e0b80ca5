package dev.breakwater.scanner.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a database is published and kept: an OCI artifact whose one layer is a packed archive of the
 * database and {@code metadata.json}.
 *
 * @param title names it in messages, such as {@code "advisory database"}
 * @param file the name of the database in the archive and in folders
 * @param schema the only one that is read
 * @param mediaType of the layer
 * @param usualSources where it is published, in the order in which to ask
 * @param largestPacked bytes of the layer
 * @param largest bytes of the archive's content
 * @param opener makes it of a mapped file
 * @param <T> the database, opened
 */
public record DatabaseForm<T extends Database>(
    String title,
    String file,
    int schema,
    String mediaType,
    List<String> usualSources,
    long largestPacked,
    long largest,
    Opener<T> opener) {

  /** What every database has beside it. */
  static final String METADATA = "metadata.json";

  /** Copies the list. */
  public DatabaseForm {
    usualSources = List.copyOf(usualSources);
  }

  /**
   * Makes a database of a file.
   *
   * @param <T> the database, opened
   */
  @FunctionalInterface
  public interface Opener<T> {
    /**
     * Reads what is needed to begin.
     *
     * @param file whose closing is the database's duty from now on
     * @throws IOException when it is no such database
     */
    T open(MappedFile file, DatabaseMetadata metadata) throws IOException;
  }

  /**
   * Opens the file itself, a folder that holds it with its {@code metadata.json} (or a folder
   * {@code db} with both), or the packed archive, which is unpacked to a temporary file.
   *
   * @throws dev.breakwater.scanner.limit.MalformedException when it is no such database, or of
   *     another schema
   * @throws IOException when it cannot be read
   */
  public T open(Path path) throws IOException {
    return new DatabaseLocation<>(this).open(path);
  }
}
