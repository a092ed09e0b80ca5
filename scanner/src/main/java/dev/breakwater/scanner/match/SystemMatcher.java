package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.scanner.advisory.Advisory;
import dev.breakwater.scanner.advisory.Advisory.Entry;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.match.Match.Rating;
import dev.breakwater.scanner.match.Platform.Dialect;
import dev.breakwater.scanner.match.Platform.WithoutFix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Matches packages of all distributions but Red Hat's. */
final class SystemMatcher implements PackageMatcher {
  private final AdvisoryDatabase database;
  private final Platform platform;

  SystemMatcher(AdvisoryDatabase database, Platform platform) {
    this.database = database;
    this.platform = platform;
  }

  @Override
  public List<Match> match(InstalledPackage installed) throws IOException {
    String version = platform.versionOf(installed);
    if (lostItsModule(installed) || !Versions.isValid(platform.scheme(), version)) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>();
    for (Advisory advisory : database.ofPlatform(platform.bucket(), platform.nameOf(installed))) {
      for (Fix fix : fixes(advisory, installed)) {
        if (isVulnerable(version, advisory.affectedVersion(), fix.version)) {
          matches.add(
              new Match(
                  advisory.id(),
                  List.of(),
                  fix.vendorIds,
                  installed,
                  printed(fix.version),
                  advisory.status(),
                  rating(advisory),
                  advisory.source(),
                  Optional.empty()));
        }
      }
    }
    return matches;
  }

  /** A version that has the fix; empty when there is none. */
  private record Fix(String version, List<String> vendorIds) {}

  /** AlmaLinux: such a package could belong to any stream of its module. */
  private boolean lostItsModule(InstalledPackage installed) {
    return platform.dialect() == Dialect.ALMA
        && installed.module().isEmpty()
        && Rpm.release(installed.version()).contains(".module_el");
  }

  private List<Fix> fixes(Advisory advisory, InstalledPackage installed) {
    boolean byArchitecture =
        platform.dialect() == Dialect.ROCKY || platform.dialect() == Dialect.ORACLE;
    List<Fix> fixes = new ArrayList<>();
    if (byArchitecture && !advisory.entries().isEmpty()) {
      for (Entry entry : advisory.entries()) {
        if (entry.arches().contains(installed.architecture())) {
          fixes.add(new Fix(entry.fixedVersion(), entry.vendorIds()));
        }
      }
    } else {
      fixes.add(new Fix(advisory.fixedVersion(), advisory.vendorIds()));
    }
    if (platform.dialect() == Dialect.ORACLE) {
      Flavour flavour = Flavour.of(Rpm.release(installed.version()));
      fixes.removeIf(fix -> Flavour.of(fix.version) != flavour);
    }
    return fixes;
  }

  /** Oracle builds some packages in several ways, each with advisories and versions of its own. */
  private enum Flavour {
    NORMAL,
    FIPS,
    KSPLICE;

    static Flavour of(String version) {
      String lower = version.toLowerCase(Locale.ROOT);
      if (lower.endsWith("_fips")) {
        return FIPS;
      }
      return lower.startsWith("ksplice") || lower.contains(".ksplice") ? KSPLICE : NORMAL;
    }
  }

  private boolean isVulnerable(String installed, String affected, String fixed) {
    if (!affected.isEmpty()
        && (!Versions.isValid(platform.scheme(), affected)
            || Versions.isBefore(platform.scheme(), installed, affected))) {
      return false;
    }
    return fixed.isEmpty()
        ? platform.withoutFix() == WithoutFix.AFFECTED
        : Versions.isBefore(platform.scheme(), installed, fixed);
  }

  private String printed(String fixed) {
    return switch (platform.dialect()) {
      case CANONICAL, ALMA, ROCKY, RED_HAT -> Rpm.canonical(fixed);
      case NONE, DEBIAN, ORACLE -> fixed;
    };
  }

  private Optional<Rating> rating(Advisory advisory) {
    return platform.dialect() == Dialect.DEBIAN && advisory.severity() != Severity.UNKNOWN
        ? Optional.of(new Rating(advisory.severity(), "debian"))
        : Optional.empty();
  }
}
