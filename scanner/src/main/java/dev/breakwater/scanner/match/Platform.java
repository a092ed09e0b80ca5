package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.version.VersionScheme;
import java.util.Optional;
import java.util.Set;

/**
 * How the advisories of one release of a distribution are to be read: {@code pkg/detector/ospkg} of
 * Trivy 0.74 has a file for each.
 *
 * @param bucket its name in trivy-db
 * @param packages what it is made of
 * @param name which name of a package the advisories use
 * @param installed which version of a package they compare
 * @param scheme how
 * @param withoutFix whether an advisory without a fixed version means that all versions are
 *     affected
 * @param dialect what else is special
 */
record Platform(
    String bucket,
    PackageType packages,
    Name name,
    Installed installed,
    VersionScheme scheme,
    WithoutFix withoutFix,
    Dialect dialect) {

  /** Which name of a package advisories use. */
  enum Name {
    SOURCE,
    BINARY,
    /** The binary's, inside its module when it has one. */
    MODULAR
  }

  /** Which version of a package advisories compare. */
  enum Installed {
    SOURCE,
    BINARY
  }

  /** What an advisory without a fixed version says. */
  enum WithoutFix {
    AFFECTED,
    NOTHING
  }

  /** What is special about the advisories of a distribution. */
  enum Dialect {
    NONE,
    /** Severities for each package. */
    DEBIAN,
    /** Products, content sets, several CVEs in an erratum. */
    RED_HAT,
    /** Fixed versions are printed in the usual spelling. */
    CANONICAL,
    /** The same; packages of modules that lost their label are left out. */
    ALMA,
    /** One entry for each architecture, in the usual spelling. */
    ROCKY,
    /** One entry for each architecture and flavour. */
    ORACLE
  }

  /** Releases of Ubuntu whose extended maintenance has advisories of its own. */
  private static final Set<String> EXTENDED =
      Set.of("12.04-ESM", "14.04-ESM", "16.04-ESM", "18.04-ESM", "20.04-ESM");

  private static final String ESM = "-ESM";

  /** The rules for a system; empty for one that no advisories are matched with. */
  static Optional<Platform> of(OperatingSystem system) {
    String version = system.version();
    String major = upToDot(version, 1);
    return Optional.ofNullable(
        switch (system.family()) {
          case "debian" ->
              new Platform(
                  "debian " + major,
                  PackageType.DEB,
                  Name.SOURCE,
                  Installed.SOURCE,
                  VersionScheme.DEB,
                  WithoutFix.AFFECTED,
                  Dialect.DEBIAN);
          case "ubuntu" ->
              new Platform(
                  "ubuntu " + ubuntu(system),
                  PackageType.DEB,
                  Name.SOURCE,
                  Installed.SOURCE,
                  VersionScheme.DEB,
                  WithoutFix.AFFECTED,
                  Dialect.NONE);
          case "alpine" ->
              new Platform(
                  "alpine " + upToDot(system.stream().isEmpty() ? version : system.stream(), 2),
                  PackageType.APK,
                  Name.SOURCE,
                  Installed.SOURCE,
                  VersionScheme.APK,
                  WithoutFix.AFFECTED,
                  Dialect.NONE);
          case "wolfi", "chainguard" ->
              new Platform(
                  system.family(),
                  PackageType.APK,
                  Name.SOURCE,
                  Installed.BINARY,
                  VersionScheme.APK,
                  WithoutFix.NOTHING,
                  Dialect.NONE);
          case "redhat", "centos" ->
              rpm("Red Hat", Name.MODULAR, Installed.BINARY, WithoutFix.AFFECTED, Dialect.RED_HAT);
          case "alma" ->
              rpm(
                  "alma " + major,
                  Name.MODULAR,
                  Installed.BINARY,
                  WithoutFix.NOTHING,
                  Dialect.ALMA);
          case "rocky" ->
              rpm(
                  "rocky " + major,
                  Name.MODULAR,
                  Installed.BINARY,
                  WithoutFix.NOTHING,
                  Dialect.ROCKY);
          case "oracle" ->
              rpm(
                  "Oracle Linux " + major,
                  Name.BINARY,
                  Installed.BINARY,
                  WithoutFix.NOTHING,
                  Dialect.ORACLE);
          case "amazon" ->
              new Platform(
                  "amazon linux " + amazon(version),
                  PackageType.RPM,
                  Name.BINARY,
                  Installed.BINARY,
                  VersionScheme.AMAZON,
                  WithoutFix.NOTHING,
                  Dialect.NONE);
          case "sles" -> suse("SUSE Linux Enterprise " + version);
          case "slem" -> suse("SUSE Linux Enterprise Micro " + version);
          case "opensuse-leap" -> suse("openSUSE Leap " + version);
          case "opensuse-tumbleweed" -> suse("openSUSE Tumbleweed");
          case "photon" ->
              rpm(
                  "Photon OS " + version,
                  Name.SOURCE,
                  Installed.BINARY,
                  WithoutFix.NOTHING,
                  Dialect.NONE);
          case "azurelinux" -> azure("Azure Linux " + upToDot(version, 2));
          case "cbl-mariner" -> azure("CBL-Mariner " + upToDot(version, 2));
          default -> null;
        });
  }

  private static Platform rpm(
      String bucket, Name name, Installed installed, WithoutFix withoutFix, Dialect dialect) {
    return new Platform(
        bucket, PackageType.RPM, name, installed, VersionScheme.RPM, withoutFix, dialect);
  }

  private static Platform suse(String bucket) {
    return rpm(bucket, Name.BINARY, Installed.BINARY, WithoutFix.NOTHING, Dialect.NONE);
  }

  private static Platform azure(String bucket) {
    return rpm(bucket, Name.SOURCE, Installed.SOURCE, WithoutFix.AFFECTED, Dialect.CANONICAL);
  }

  /**
   * Extended maintenance counts only where it has advisories: 22.04 is still in the regular one.
   */
  private static String ubuntu(OperatingSystem system) {
    String version = system.stream().isEmpty() ? system.version() : system.stream();
    return version.endsWith(ESM) && !EXTENDED.contains(version)
        ? version.substring(0, version.length() - ESM.length())
        : version;
  }

  /** {@code 2}, {@code 2022} and {@code 2023}; the many names of the first release are 1. */
  private static String amazon(String version) {
    String first = version.strip();
    int space = first.indexOf(' ');
    String major = upToDot(space < 0 ? first : first.substring(0, space), 1);
    return Set.of("2", "2022", "2023").contains(major) ? major : "1";
  }

  /** The part of a version before its {@code dots}-th dot. */
  static String upToDot(String version, int dots) {
    int end = -1;
    for (int i = 0; i < dots; i++) {
      end = version.indexOf('.', end + 1);
      if (end < 0) {
        return version;
      }
    }
    return version.substring(0, end);
  }

  /** The name under which advisories know a package. */
  String nameOf(InstalledPackage installed) {
    return switch (name) {
      case SOURCE -> installed.source().map(Source::name).orElse(installed.name());
      case BINARY -> installed.name();
      case MODULAR -> Rpm.modularName(installed.name(), installed.module());
    };
  }

  /** The version of a package that advisories compare. */
  String versionOf(InstalledPackage pack) {
    return switch (installed) {
      case SOURCE -> pack.source().map(Source::version).orElse(pack.version());
      case BINARY -> pack.version();
    };
  }
}
