package dev.breakwater.scanner.lockfile;

import java.io.IOException;
import java.util.Optional;

/**
 * The files of a folder that is scanned: some lock files need their neighbours to be understood.
 */
@FunctionalInterface
public interface SourceTree {

  /**
   * The content of a file.
   *
   * @param path relative to the folder, with slashes, without {@code .} and {@code ..}
   * @return empty when there is no such file, or it is too large to be read
   */
  Optional<byte[]> file(String path) throws IOException;
}
