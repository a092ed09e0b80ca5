package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.advisory.Spelling;
import dev.breakwater.scanner.version.VersionScheme;
import java.util.Optional;

/**
 * How the advisories of a language are to be read: {@code pkg/detector/library/driver.go} of Trivy
 * 0.74, and {@code NormalizePkgName} of trivy-db.
 *
 * @param ecosystem in front of the names of its feeds in trivy-db, and in OSV
 * @param osv its name in OSV
 * @param scheme how ranges are read and versions compared; as in Trivy, NuGet has no scheme of its
 *     own
 * @param spelling how names are written
 */
record Language(String ecosystem, String osv, VersionScheme scheme, Spelling spelling) {

  /** The rules for a type; empty for those of systems and for Conda, which is listed only. */
  static Optional<Language> of(PackageType type) {
    return switch (type) {
      case MAVEN -> language("maven", "Maven", VersionScheme.MAVEN, Spelling.LOWER_CASE);
      case NPM -> language("npm", "npm", VersionScheme.NPM, Spelling.LOWER_CASE);
      case PYPI -> language("pip", "PyPI", VersionScheme.PYPI, Spelling.PYTHON);
      case GEM -> language("rubygems", "RubyGems", VersionScheme.GEM, Spelling.LOWER_CASE);
      case GOLANG -> language("go", "Go", VersionScheme.GOLANG, Spelling.AS_IS);
      case CARGO -> language("cargo", "crates.io", VersionScheme.CARGO, Spelling.LOWER_CASE);
      case NUGET -> language("nuget", "NuGet", VersionScheme.GENERIC, Spelling.LOWER_CASE);
      case COMPOSER ->
          language("composer", "Packagist", VersionScheme.COMPOSER, Spelling.LOWER_CASE);
      case CONAN -> language("conan", "ConanCenter", VersionScheme.CONAN, Spelling.LOWER_CASE);
      case HEX -> language("erlang", "Hex", VersionScheme.ERLANG, Spelling.LOWER_CASE);
      case PUB -> language("pub", "Pub", VersionScheme.PUB, Spelling.LOWER_CASE);
      case SWIFT -> language("swift", "SwiftURL", VersionScheme.SWIFT, Spelling.URL);
      case COCOAPODS -> language("cocoapods", "CocoaPods", VersionScheme.COCOAPODS, Spelling.AS_IS);
      case JULIA -> language("julia", "Julia", VersionScheme.JULIA, Spelling.AS_IS);
      case K8S -> language("k8s", "kubernetes", VersionScheme.GENERIC, Spelling.AS_IS);
      case DEB, RPM, APK, CONDA -> Optional.empty();
    };
  }

  private static Optional<Language> language(
      String ecosystem, String osv, VersionScheme scheme, Spelling spelling) {
    return Optional.of(new Language(ecosystem, osv, scheme, spelling));
  }
}
