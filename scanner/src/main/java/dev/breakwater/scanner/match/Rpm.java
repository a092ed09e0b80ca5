package dev.breakwater.scanner.match;

/** The parts of rpm names and versions that advisories ask about. */
final class Rpm {
  private Rpm() {}

  /** What follows the last dash of {@code [epoch:]version-release}. */
  static String release(String version) {
    return version.substring(version.lastIndexOf('-') + 1);
  }

  /**
   * The usual spelling of a version: without an epoch that is 0. One that is no number counts as 0,
   * as in go-rpm-version, which Trivy prints fixed versions with.
   */
  static String canonical(String version) {
    int colon = version.indexOf(':');
    if (colon < 0) {
      return version;
    }
    String rest = version.substring(colon + 1);
    try {
      int epoch = Integer.parseInt(version.substring(0, colon).strip());
      return epoch > 0 ? epoch + ":" + rest : rest;
    } catch (NumberFormatException e) {
      return rest;
    }
  }

  /**
   * The name that advisories have for a package of a module: {@code nodejs:12::npm} for {@code npm}
   * with a label that starts {@code nodejs:12}.
   */
  static String modularName(String name, String label) {
    int first = label.indexOf(':');
    if (first < 0) {
      return name;
    }
    int second = label.indexOf(':', first + 1);
    return (second < 0 ? label : label.substring(0, second)) + "::" + name;
  }
}
