package dev.breakwater.cli.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What the user named, by what is there. */
enum Subject {
  /** A list of packages that somebody made. */
  DOCUMENT,
  /** A folder of source code with lock files. */
  SOURCE_TREE,
  /** An archive or a layout of an image, or else a reference to a registry. */
  IMAGE;

  private static final int HEAD = 512;

  /** How documents begin: JSON, and what is recognised only to say that JSON is wanted. */
  private static final List<String> BEGINNINGS = List.of("{", "<", "SPDXVersion:", "[");

  /**
   * Looks at {@code name} on disk.
   *
   * @throws IOException when it is there and cannot be read
   */
  static Subject of(String name) throws IOException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return IMAGE;
    }
    if (Files.isDirectory(path)) {
      return Files.exists(path.resolve("oci-layout")) || Files.exists(path.resolve("index.json"))
          ? IMAGE
          : SOURCE_TREE;
    }
    return Files.isRegularFile(path) && isDocument(path) ? DOCUMENT : IMAGE;
  }

  private static boolean isDocument(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), java.nio.charset.StandardCharsets.UTF_8);
      String text = (head.startsWith("\ufeff") ? head.substring(1) : head).stripLeading();
      return BEGINNINGS.stream().anyMatch(text::startsWith);
    }
  }
}
