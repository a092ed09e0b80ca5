package dev.breakwater.scanner.dpkg;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/**
 * Reads the list of packages: {@code var/lib/dpkg/status}, or one file of {@code
 * var/lib/dpkg/status.d}, where distroless images keep a file for each package.
 *
 * <p>The format is the control file of <a
 * href="https://www.debian.org/doc/debian-policy/ch-controlfields.html">Debian Policy, chapter
 * 5</a>; the names and versions of source packages follow {@code lib/dpkg/pkg-format.c} of dpkg.
 */
final class DpkgStatus {

  private static final int MAX_PACKAGES = 200_000;

  private DpkgStatus() {}

  /**
   * Reads the packages that are there: all but those whose state names {@code deinstall} or {@code
   * purge}; without a state, as in distroless images, a package is there.
   *
   * @param lines of the file
   * @param path of the file in the image, without a leading slash; each package is given it
   * @param packages takes them in the order of the file, without duplicates, the layer 0
   * @throws LimitExceededException when the file has more than 200,000 packages
   */
  static void read(Iterator<String> lines, String path, Consumer<InstalledPackage> packages)
      throws LimitExceededException {
    Set<Key> seen = new HashSet<>();
    while (lines.hasNext()) {
      Optional<InstalledPackage> found = installed(Paragraph.next(lines), path);
      if (found.isPresent() && seen.add(Key.of(found.get()))) {
        if (seen.size() > MAX_PACKAGES) {
          throw new LimitExceededException("packages in " + path, MAX_PACKAGES);
        }
        packages.accept(found.get());
      }
    }
  }

  private static Optional<InstalledPackage> installed(Paragraph paragraph, String path) {
    String name = paragraph.get("package");
    String version = DpkgVersion.normalize(paragraph.get("version"));
    if (name.isEmpty() || version.isEmpty() || isRemoved(paragraph.get("status"))) {
      return Optional.empty();
    }
    return Optional.of(
        new InstalledPackage(
            PackageType.DEB,
            name,
            version,
            paragraph.get("architecture"),
            source(paragraph.get("source"), name, version),
            "",
            Maintainer.origin(paragraph.get("maintainer")),
            List.of(),
            path,
            0));
  }

  private static boolean isRemoved(String status) {
    for (String word : words(status)) {
      if (word.equals("deinstall") || word.equals("purge")) {
        return true;
      }
    }
    return false;
  }

  /** {@code Source: name} or {@code Source: name (version)}; what is left out is the package's. */
  private static Optional<Source> source(String field, String name, String version) {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    String sourceName = words(field).getFirst();
    int open = field.indexOf(" (");
    int close = field.lastIndexOf(')');
    String given = 0 <= open && open < close ? field.substring(open + 2, close).strip() : "";
    String sourceVersion = given.isEmpty() ? version : DpkgVersion.normalize(given);
    return sourceName.equals(name) && sourceVersion.equals(version)
        ? Optional.empty()
        : Optional.of(new Source(sourceName, sourceVersion));
  }

  private static List<String> words(String text) {
    return Collections.list(new StringTokenizer(text)).stream().map(String.class::cast).toList();
  }

  private record Key(String name, String version, String architecture) {
    static Key of(InstalledPackage installed) {
      return new Key(installed.name(), installed.version(), installed.architecture());
    }
  }

  /** The fields of one package that matter here; the first of a name counts. */
  private record Paragraph(Map<String, String> fields) {

    static Paragraph next(Iterator<String> lines) {
      Map<String, String> fields = new HashMap<>();
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.isEmpty()) {
          break;
        }
        int colon = line.indexOf(':');
        if (colon > 0 && line.charAt(0) != ' ' && line.charAt(0) != '\t') {
          keep(line.substring(0, colon).toLowerCase(Locale.ROOT), line, colon, fields);
        }
      }
      return new Paragraph(fields);
    }

    private static void keep(String field, String line, int colon, Map<String, String> fields) {
      switch (field) {
        case "package", "version", "architecture", "source", "status", "maintainer" ->
            fields.putIfAbsent(field, line.substring(colon + 1).strip());
        default -> {}
      }
    }

    String get(String field) {
      return fields.getOrDefault(field, "");
    }
  }
}
