package dev.breakwater.scanner.advisory;

import java.util.Locale;

/** How the advisories of an ecosystem write the names of packages. */
public enum Spelling {
  /** As the package does. */
  AS_IS,
  /** In lower case. */
  LOWER_CASE,
  /** In lower case, with a dash for each underscore; a dot stays a dot. */
  PYTHON,
  /** An address without the protocol in front and {@code .git} at the end. */
  URL;

  private static final String PROTOCOL = "https://";
  private static final String GIT = ".git";

  /** The spelling of an ecosystem of OSV; systems and Go tell cases apart. */
  static Spelling inOsv(String ecosystem) {
    return switch (ecosystem) {
      case "PyPI" -> PYTHON;
      case "npm",
          "Maven",
          "RubyGems",
          "crates.io",
          "NuGet",
          "Packagist",
          "ConanCenter",
          "Hex",
          "Pub" ->
          LOWER_CASE;
      case "SwiftURL" -> URL;
      default -> AS_IS;
    };
  }

  /** A name as advisories write it. */
  public String of(String name) {
    return switch (this) {
      case AS_IS -> name;
      case LOWER_CASE -> name.toLowerCase(Locale.ROOT);
      case PYTHON -> name.toLowerCase(Locale.ROOT).replace('_', '-');
      case URL -> withoutProtocol(name);
    };
  }

  private static String withoutProtocol(String name) {
    int from = name.startsWith(PROTOCOL) ? PROTOCOL.length() : 0;
    int to =
        name.length()
            - (name.endsWith(GIT) && name.length() - GIT.length() >= from ? GIT.length() : 0);
    return name.substring(from, to);
  }
}
