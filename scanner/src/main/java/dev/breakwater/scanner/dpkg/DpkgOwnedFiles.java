package dev.breakwater.scanner.dpkg;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads which files belong to a package: {@code var/lib/dpkg/info/NAME[:ARCH].md5sums}, and {@code
 * var/lib/dpkg/status.d/NAME.md5sums} in distroless images.
 */
final class DpkgOwnedFiles {

  /** The most bytes of a list; the largest known ones have about 5 MB. */
  static final int MAX_BYTES = 32 << 20;

  static final String SUFFIX = ".md5sums";

  private static final int HASH = 32;

  private DpkgOwnedFiles() {}

  /**
   * The name of the package that a list of files belongs to, such as {@code libc6} for {@code
   * var/lib/dpkg/info/libc6:amd64.md5sums}; empty when the path is not such a list.
   */
  static Optional<String> packageOf(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String folder = path.substring(0, slash);
    if (!path.endsWith(SUFFIX)
        || !(folder.equals("var/lib/dpkg/info/") || folder.equals("var/lib/dpkg/status.d/"))) {
      return Optional.empty();
    }
    String owner = path.substring(slash, path.length() - SUFFIX.length());
    int colon = owner.indexOf(':');
    return Optional.of(colon < 0 ? owner : owner.substring(0, colon)).filter(o -> !o.isEmpty());
  }

  /**
   * Reads the files, without a leading slash, in the order of the list. Lines that are not a hash
   * and a path are left out.
   */
  static List<String> read(Iterator<String> lines) {
    List<String> files = new ArrayList<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.length() > HASH + 2 && line.charAt(HASH) == ' ') {
        String file = line.substring(HASH + 2);
        String relative = file.startsWith("./") ? file.substring(2) : file;
        files.add(relative.startsWith("/") ? relative.substring(1) : relative);
      }
    }
    return files;
  }
}
