package dev.breakwater.scanner.lockfile;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Lock files that say one thing a line: of Bundler, Gradle and Mix. */
final class LineLocks {

  private LineLocks() {}

  /**
   * Bundler: {@code " name (version)"} behind four spaces. A version may be followed by a platform;
   * which group a gem belongs to is not said.
   */
  static Collection<Declared> readGemfile(byte[] content) {
    List<Declared> found = new ArrayList<>();
    for (String line : lines(content)) {
      int open = line.indexOf(" (");
      boolean gem = line.startsWith("    ") && !line.startsWith("     ");
      if (gem && open > 4 && line.stripTrailing().endsWith(")")) {
        String version = before(line.stripTrailing().substring(open + 2), ")");
        found.add(new Declared(PackageType.GEM, line.substring(4, open), before(version, "-")));
      }
    }
    return found;
  }

  /** Gradle: {@code group:artifact:version=configurations}; those for tests do not count. */
  static Collection<Declared> readGradle(byte[] content) {
    List<Declared> found = new ArrayList<>();
    for (String raw : lines(content)) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      String[] parts = before(line, "=").split(":", -1);
      if (equals > 0 && parts.length == 3 && !line.startsWith("#") && !parts[2].isEmpty()) {
        boolean production =
            Arrays.stream(line.substring(equals + 1).split(",", -1))
                .anyMatch(configuration -> !configuration.strip().startsWith("test"));
        if (production) {
          found.add(new Declared(PackageType.MAVEN, parts[0] + ":" + parts[1], parts[2]));
        }
      }
    }
    return found;
  }

  /** Mix: {@code "name": {:hex, :package, "version", ...}}; what comes from git has no version. */
  static Collection<Declared> readMix(byte[] content) {
    List<Declared> found = new ArrayList<>();
    for (String line : lines(content)) {
      int hex = line.indexOf("{:hex,");
      if (hex > 0) {
        String[] fields = line.substring(hex + 6).split(",", 3);
        if (fields.length == 3) {
          String name = fields[0].strip().replace(":", "").replace("\"", "");
          String version = fields[1].strip().replace("\"", "");
          if (!name.isEmpty() && !version.isEmpty()) {
            found.add(new Declared(PackageType.HEX, name, version));
          }
        }
      }
    }
    return found;
  }

  private static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
