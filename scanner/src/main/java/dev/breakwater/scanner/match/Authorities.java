package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.match.Platform.Dialect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who speaks about the packages of one image. What nobody speaks about becomes a problem: it must
 * never look like an image without vulnerabilities.
 */
final class Authorities {
  private static final Set<PackageType> OF_SYSTEMS =
      EnumSet.of(PackageType.DEB, PackageType.RPM, PackageType.APK);

  private static final String NO_SYSTEM =
      "packages of a system, but no file says which system it is";

  private final Map<PackageType, List<PackageMatcher>> matchers = new EnumMap<>(PackageType.class);
  private final List<Problem> problems = new ArrayList<>();
  private final Sources sources;

  private Authorities(Sources sources) {
    this.sources = sources;
  }

  static Authorities of(Sources sources, ImageFacts facts) {
    Authorities authorities = new Authorities(sources);
    Set<PackageType> types = types(facts.packages());
    authorities.addSystem(facts, types);
    authorities.addLanguages(types);
    return authorities;
  }

  /** For packages that are in no image. */
  static Authorities of(Sources sources, List<InstalledPackage> packages) {
    Authorities authorities = new Authorities(sources);
    Set<PackageType> types = types(packages);
    if (types.stream().anyMatch(OF_SYSTEMS::contains)) {
      authorities.notAssessed(NO_SYSTEM);
    }
    authorities.addLanguages(types);
    return authorities;
  }

  private static Set<PackageType> types(List<InstalledPackage> packages) {
    Set<PackageType> types = EnumSet.noneOf(PackageType.class);
    packages.stream().map(InstalledPackage::type).forEach(types::add);
    return types;
  }

  /** Those to ask about packages of this type; it may be nobody. */
  List<PackageMatcher> forPackagesOf(PackageType type) {
    return matchers.getOrDefault(type, List.of());
  }

  /** What is not assessed. */
  List<Problem> problems() {
    return problems;
  }

  private void addSystem(ImageFacts facts, Set<PackageType> types) {
    if (facts.operatingSystem().isEmpty()) {
      if (types.stream().anyMatch(OF_SYSTEMS::contains)) {
        notAssessed(NO_SYSTEM);
      }
      return;
    }
    OperatingSystem system = facts.operatingSystem().get();
    Optional<Platform> platform = Platform.of(system);
    if (platform.isEmpty()) {
      notAssessed("no advisories are matched for " + system);
      return;
    }
    add(
        platform.get().packages(),
        sources
            .database()
            .filter(database -> database.hasPlatform(platform.get().bucket()))
            .map(database -> matcher(database, platform.get(), system, facts)),
        sources
            .osv()
            .map(osv -> OsvEcosystem.of(osv, system))
            .filter(ecosystems -> !ecosystems.isEmpty())
            .map(names -> OsvMatcher.ofSystem(sources.osv().orElseThrow(), names, platform.get())),
        platform.get().bucket());
  }

  private static PackageMatcher matcher(
      AdvisoryDatabase database, Platform platform, OperatingSystem system, ImageFacts facts) {
    return platform.dialect() == Dialect.RED_HAT
        ? new RedHatMatcher(database, platform, system, facts)
        : new SystemMatcher(database, platform);
  }

  private void addLanguages(Set<PackageType> types) {
    for (PackageType type : types) {
      Language.of(type).ifPresent(language -> addLanguage(type, language));
    }
  }

  private void addLanguage(PackageType type, Language language) {
    add(
        type,
        sources
            .database()
            .filter(database -> database.hasEcosystem(language.ecosystem()))
            .map(database -> new LanguageMatcher(database, language)),
        sources
            .osv()
            .filter(osv -> osv.ecosystems().contains(language.osv()))
            .map(osv -> OsvMatcher.ofLanguage(osv, language)),
        "packages of type " + type);
  }

  /** One authority, unless both are wanted: the database, else OSV. */
  private void add(
      PackageType type,
      Optional<? extends PackageMatcher> database,
      Optional<? extends PackageMatcher> osv,
      String subject) {
    List<PackageMatcher> asked = new ArrayList<>();
    database.ifPresent(asked::add);
    if (sources.additive() || asked.isEmpty()) {
      osv.ifPresent(asked::add);
    }
    if (asked.isEmpty()) {
      notAssessed("the advisories at hand say nothing about " + subject);
    } else {
      matchers.put(type, List.copyOf(asked));
    }
  }

  private void notAssessed(String message) {
    problems.add(new Problem(Problem.Kind.NOT_ASSESSED, "", message));
  }
}
