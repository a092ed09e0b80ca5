package dev.breakwater.scanner.apk;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The list of packages and of their files, {@code lib/apk/db/installed} or {@code
 * usr/lib/apk/db/installed}, as <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">the format of
 * apk 2</a> has it.
 */
final class ApkDatabase {

  private static final int MAX_PACKAGES = 200_000;

  /**
   * A package and its files.
   *
   * @param installed what is known of it, the layer 0
   * @param ownedFiles its files without a leading slash
   */
  record ApkPackage(InstalledPackage installed, List<String> ownedFiles) {}

  private ApkDatabase() {}

  /**
   * Reads a database. A package without a name or version is left out, of several with one name the
   * first counts.
   *
   * @param lines of the file
   * @param path of the file in the image, without a leading slash; each package is given it
   * @param packages takes them in the order of the file
   * @throws LimitExceededException when it has more than 200,000 packages
   */
  static void read(Iterator<String> lines, String path, Consumer<ApkPackage> packages)
      throws LimitExceededException {
    Set<String> names = new HashSet<>();
    while (lines.hasNext()) {
      Optional<ApkPackage> found = Paragraph.next(lines).installed(path);
      if (found.isPresent() && names.add(found.get().installed().name())) {
        if (names.size() > MAX_PACKAGES) {
          throw new LimitExceededException("packages in " + path, MAX_PACKAGES);
        }
        packages.accept(found.get());
      }
    }
  }

  /** The fields of one package, filled line by line. */
  private static final class Paragraph {

    private String name = "";
    private String version = "";
    private String architecture = "";
    private String origin = "";
    private String license = "";
    private String folder = "";
    private final List<String> files = new ArrayList<>();

    static Paragraph next(Iterator<String> lines) {
      Paragraph paragraph = new Paragraph();
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.length() < 2) {
          break;
        }
        if (line.charAt(1) == ':') {
          paragraph.take(line.charAt(0), line.substring(2));
        }
      }
      return paragraph;
    }

    private void take(char field, String value) {
      switch (field) {
        case 'P' -> name = value;
        case 'V' -> version = value;
        case 'A' -> architecture = value;
        case 'o' -> origin = value;
        case 'L' -> license = value;
        case 'F' -> folder = value;
        case 'R' -> files.add(folder.isEmpty() ? value : folder + "/" + value);
        default -> {}
      }
    }

    Optional<ApkPackage> installed(String path) {
      if (name.isEmpty() || version.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new ApkPackage(
              new InstalledPackage(
                  PackageType.APK,
                  name,
                  version,
                  architecture,
                  Optional.of(new Source(origin, version))
                      .filter(source -> !origin.isEmpty() && !origin.equals(name)),
                  "",
                  Origin.DISTRIBUTION,
                  Licenses.of(license),
                  path,
                  0),
              files));
    }
  }
}
