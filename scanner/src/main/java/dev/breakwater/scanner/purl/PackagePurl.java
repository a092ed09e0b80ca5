package dev.breakwater.scanner.purl;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From packages to package URLs and back, by the types of <a
 * href="https://github.com/package-url/purl-spec/tree/main/types">purl-spec</a> and with the
 * qualifiers that Trivy writes: {@code arch}, {@code distro}, {@code epoch}, {@code
 * modularitylabel}.
 */
public final class PackagePurl {

  private PackagePurl() {}

  /** The name of a package of the system, or of a language, in an image with this system. */
  public static Purl of(InstalledPackage installed, Optional<OperatingSystem> system) {
    SortedMap<String, String> qualifiers = new TreeMap<>();
    String name = installed.name();
    String version = installed.version();
    String namespace = "";
    switch (installed.type()) {
      case DEB, RPM, APK -> {
        namespace = system.map(PackagePurl::namespace).orElse("");
        qualifiers.put("arch", installed.architecture());
        qualifiers.put("modularitylabel", installed.module());
        system.ifPresent(known -> qualifiers.put("distro", distro(installed.type(), known)));
        int colon = version.indexOf(':');
        if (colon > 0) {
          qualifiers.put("epoch", version.substring(0, colon));
          version = version.substring(colon + 1);
        }
      }
      case MAVEN -> {
        int colon = name.indexOf(':');
        namespace = colon < 0 ? "" : name.substring(0, colon);
        name = name.substring(colon + 1);
      }
      case NPM, GOLANG, COMPOSER, SWIFT, K8S -> {
        int slash = name.lastIndexOf('/');
        namespace = slash < 0 ? "" : name.substring(0, slash);
        name = name.substring(slash + 1);
      }
      case PYPI, GEM, CARGO, NUGET, CONDA, CONAN, HEX, PUB, COCOAPODS, JULIA -> {}
    }
    return new Purl(installed.type().toString(), namespace, name, version, qualifiers, "");
  }

  /**
   * The package that a package URL names; empty for a type that is not among {@link PackageType}.
   *
   * @param path where it was said to be; may be empty
   */
  public static Optional<InstalledPackage> read(Purl purl, String path) {
    for (PackageType type : PackageType.values()) {
      if (type.toString().equals(purl.type())) {
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        boolean epochApart = !epoch.equals("0") && purl.version().indexOf(':') < 0;
        return Optional.of(
            new InstalledPackage(
                type,
                name(type, purl),
                withoutZeroEpoch(epochApart ? epoch + ":" + purl.version() : purl.version()),
                isSystem(type) ? purl.qualifiers().getOrDefault("arch", "") : "",
                source(purl),
                purl.qualifiers().getOrDefault("modularitylabel", ""),
                InstalledPackage.Origin.DISTRIBUTION,
                List.of(),
                path,
                0));
      }
    }
    return Optional.empty();
  }

  /** The system that a package of it was built for, as far as the package URL says. */
  public static Optional<OperatingSystem> system(Purl purl) {
    String distro = purl.qualifiers().getOrDefault("distro", "");
    if (distro.isEmpty() || purl.namespace().isEmpty()) {
      return Optional.empty();
    }
    if (purl.type().equals("apk") && Character.isDigit(distro.charAt(0))) {
      return Optional.of(new OperatingSystem(purl.namespace(), distro, Optional.empty()));
    }
    int dash = distro.lastIndexOf('-');
    if (dash <= 0 || dash + 1 == distro.length() || !Character.isDigit(distro.charAt(dash + 1))) {
      return Optional.empty();
    }
    return Optional.of(
        new OperatingSystem(
            distro.substring(0, dash), distro.substring(dash + 1), Optional.empty()));
  }

  /** Syft and others name the source as {@code upstream=name} or {@code upstream=name@version}. */
  private static Optional<InstalledPackage.Source> source(Purl purl) {
    String upstream = purl.qualifiers().getOrDefault("upstream", "");
    if (upstream.isEmpty() || purl.type().equals("rpm")) {
      return Optional.empty();
    }
    int at = upstream.indexOf('@');
    return Optional.of(
        new InstalledPackage.Source(
            at < 0 ? upstream : upstream.substring(0, at),
            at < 0 ? purl.version() : upstream.substring(at + 1)));
  }

  private static String name(PackageType type, Purl purl) {
    if (purl.namespace().isEmpty() || isSystem(type)) {
      return purl.name();
    }
    return purl.namespace() + (type == PackageType.MAVEN ? ":" : "/") + purl.name();
  }

  private static boolean isSystem(PackageType type) {
    return type == PackageType.DEB || type == PackageType.RPM || type == PackageType.APK;
  }

  private static String withoutZeroEpoch(String version) {
    return version.startsWith("0:") ? version.substring(2) : version;
  }

  private static String namespace(OperatingSystem system) {
    return system.family().startsWith("opensuse") ? "opensuse" : system.family();
  }

  private static String distro(PackageType type, OperatingSystem system) {
    if (type == PackageType.APK) {
      return system.version();
    }
    return system.version().isEmpty() ? system.family() : system.family() + "-" + system.version();
  }
}
