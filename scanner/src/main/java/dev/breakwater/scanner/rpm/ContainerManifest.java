package dev.breakwater.scanner.rpm;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The list that distroless images of CBL-Mariner and Azure Linux have in place of a database: what
 * {@code rpm -qa} printed, ten fields between tabs: name, version-release, two times, vendor,
 * {@code (none)}, size, architecture, epoch, source.
 */
final class ContainerManifest {

  private static final int FIELDS = 10;

  private ContainerManifest() {}

  /** Reads the packages, in the order of the file, also those before a fault. */
  static void read(Iterator<String> lines, String path, Consumer<InstalledPackage> packages)
      throws MalformedException {
    while (lines.hasNext()) {
      String line = lines.next();
      if (!line.isEmpty()) {
        packages.accept(installed(line, path));
      }
    }
  }

  private static InstalledPackage installed(String line, String path) throws MalformedException {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS || fields[0].isEmpty() || fields[1].isEmpty()) {
      throw new MalformedException(
          "%s: %d fields instead of %d".formatted(path, fields.length, FIELDS));
    }
    long epoch = epoch(fields[8]);
    String version = SourceRpm.version(epoch, fields[1], "");
    return new InstalledPackage(
        PackageType.RPM,
        fields[0],
        version,
        fields[7],
        SourceRpm.parse(fields[9], epoch, fields[0], version),
        "",
        Origin.DISTRIBUTION,
        List.of(),
        path,
        0);
  }

  private static long epoch(String field) {
    return field.isEmpty()
            || field.length() > 9
            || !field.chars().allMatch(ContainerManifest::digit)
        ? 0
        : Long.parseLong(field);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }
}
