package dev.breakwater.scanner.apk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The list of packages and of their files, {@code lib/apk/db/installed} or {@code
 * usr/lib/apk/db/installed}, as <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">the format of
 * apk 2</a> has it.
 *
 * @param packages in the order of the file, each name once, the layer 0
 * @param ownedFiles the files that belong to them, without a leading slash
 */
public record ApkDatabase(List<InstalledPackage> packages, List<String> ownedFiles) {

  /** The most bytes of a database; the largest known ones have about 30 MB. */
  public static final int MAX_BYTES = 128 << 20;

  private static final int MAX_PACKAGES = 200_000;

  /** Copies the lists. */
  public ApkDatabase {
    packages = List.copyOf(packages);
    ownedFiles = List.copyOf(ownedFiles);
  }

  /**
   * Reads a database. A package without a name or version is left out, of several with one name the
   * first counts.
   *
   * @param content the bytes of the file
   * @param path of the file in the image, without a leading slash; each package is given it
   * @throws LimitExceededException when it has more than {@link #MAX_BYTES} or 200,000 packages
   */
  public static ApkDatabase read(byte[] content, String path) throws LimitExceededException {
    if (content.length > MAX_BYTES) {
      throw new LimitExceededException("bytes of " + path, MAX_BYTES);
    }
    SequencedMap<String, InstalledPackage> packages = new LinkedHashMap<>();
    List<String> files = new ArrayList<>();
    Paragraph paragraph = new Paragraph();
    for (Iterator<String> lines = new String(content, UTF_8).lines().iterator();
        lines.hasNext(); ) {
      String line = lines.next();
      if (line.length() < 2) {
        paragraph.installed(path).ifPresent(p -> packages.putIfAbsent(p.name(), p));
        paragraph = new Paragraph();
      } else if (line.charAt(1) == ':') {
        paragraph.take(line.charAt(0), line.substring(2), files);
      }
      if (packages.size() > MAX_PACKAGES) {
        throw new LimitExceededException("packages in " + path, MAX_PACKAGES);
      }
    }
    paragraph.installed(path).ifPresent(p -> packages.putIfAbsent(p.name(), p));
    return new ApkDatabase(List.copyOf(packages.values()), files);
  }

  /** The fields of one package, filled line by line. */
  private static final class Paragraph {

    private String name = "";
    private String version = "";
    private String architecture = "";
    private String origin = "";
    private String license = "";
    private String folder = "";

    void take(char field, String value, List<String> files) {
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

    Optional<InstalledPackage> installed(String path) {
      if (name.isEmpty() || version.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new InstalledPackage(
              PackageType.APK,
              name,
              version,
              architecture,
              origin.isEmpty() || origin.equals(name)
                  ? Optional.empty()
                  : Optional.of(new Source(origin, version)),
              "",
              Origin.DISTRIBUTION,
              Licenses.of(license),
              path,
              0));
    }
  }
}
