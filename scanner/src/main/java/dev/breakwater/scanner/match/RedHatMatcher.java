package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.advisory.Advisory;
import dev.breakwater.scanner.advisory.Advisory.Cve;
import dev.breakwater.scanner.advisory.Advisory.Entry;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.match.Match.Rating;
import dev.breakwater.scanner.version.VersionScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Matches packages of Red Hat Enterprise Linux and CentOS. Errata speak about products (CPEs);
 * which products the packages of a layer belong to follows from how it was built, or, for want of
 * that, from the release.
 */
final class RedHatMatcher implements PackageMatcher {
  private static final String CVE = "CVE-";

  /** A repository of others, whose packages name Red Hat's release. */
  private static final String REMI = ".remi";

  private final AdvisoryDatabase database;
  private final Platform platform;
  private final List<BuildInfo> builds;
  private final String release;
  private final Map<BuildInfo, Set<Integer>> products = new HashMap<>();

  RedHatMatcher(
      AdvisoryDatabase database, Platform platform, OperatingSystem system, ImageFacts facts) {
    this.database = database;
    this.platform = platform;
    this.builds = facts.buildInfo();
    int dot = system.version().indexOf('.');
    this.release = dot < 0 ? system.version() : system.version().substring(0, dot);
  }

  @Override
  public List<Match> match(InstalledPackage installed) throws IOException {
    if (Rpm.release(installed.version()).endsWith(REMI)) {
      return List.of();
    }
    Set<Integer> own = productsOf(installed);
    Map<String, Match> byId = new TreeMap<>();
    for (Advisory advisory : database.ofPlatform(platform.bucket(), platform.nameOf(installed))) {
      for (Entry entry : advisory.entries()) {
        if (!Collections.disjoint(own, entry.products()) && speaksOf(entry, installed)) {
          for (Cve cve : entry.cves()) {
            Match match = match(advisory, entry, cve, installed);
            if (isVulnerable(installed.version(), entry.fixedVersion())) {
              byId.merge(match.id(), match, RedHatMatcher::merge);
            }
          }
        }
      }
    }
    return List.copyOf(byId.values());
  }

  private static Match match(Advisory advisory, Entry entry, Cve cve, InstalledPackage installed) {
    boolean erratum = !advisory.id().startsWith(CVE);
    return new Match(
        erratum ? cve.id() : advisory.id(),
        List.of(),
        erratum && !entry.fixedVersion().isEmpty() ? List.of(advisory.id()) : List.of(),
        installed,
        Rpm.canonical(entry.fixedVersion()),
        entry.status(),
        Optional.of(new Rating(cve.severity(), "redhat")),
        advisory.source(),
        Optional.empty());
  }

  private static boolean speaksOf(Entry entry, InstalledPackage installed) {
    return entry.arches().isEmpty()
        || installed.architecture().equals("noarch")
        || entry.arches().contains(installed.architecture());
  }

  private static boolean isVulnerable(String installed, String fixed) {
    return fixed.isEmpty() || Versions.isBefore(VersionScheme.RPM, installed, fixed);
  }

  /** A first fix may have been incomplete: the highest counts, and all errata are named. */
  private static Match merge(Match first, Match second) {
    if (second.fixed().isEmpty()) {
      return first;
    }
    Set<String> errata = new LinkedHashSet<>(first.vendorIds());
    errata.addAll(second.vendorIds());
    boolean higher =
        first.fixed().isEmpty()
            || Versions.isBefore(VersionScheme.RPM, first.fixed(), second.fixed());
    return new Match(
        first.id(),
        first.aliases(),
        List.copyOf(errata),
        first.affected(),
        higher ? second.fixed() : first.fixed(),
        first.status(),
        first.rating(),
        first.source(),
        first.detail());
  }

  private Set<Integer> productsOf(InstalledPackage installed) throws IOException {
    BuildInfo build =
        installed.layer() >= 0 && installed.layer() < builds.size()
            ? builds.get(installed.layer())
            : BuildInfo.NONE;
    Set<Integer> known = products.get(build);
    if (known == null) {
      known =
          build.equals(BuildInfo.NONE)
              ? database.products(defaultContentSets(), "")
              : database.products(contentSets(build), build.nvr() + "-" + build.architecture());
      products.put(build, known);
    }
    return known;
  }

  /** Without the number of the mirror, {@code __8} at the end. */
  private static List<String> contentSets(BuildInfo build) {
    List<String> sets = new ArrayList<>();
    for (String set : build.contentSets()) {
      int mark = set.lastIndexOf("__");
      boolean numbered =
          mark >= 0
              && mark + 2 < set.length()
              && set.chars().skip(mark + 2L).allMatch(c -> c >= '0' && c <= '9');
      sets.add(numbered ? set.substring(0, mark) : set);
    }
    return sets;
  }

  /** What a system without build information is taken to have installed from. */
  private List<String> defaultContentSets() {
    return switch (release) {
      case "6", "7" ->
          List.of("rhel-" + release + "-server-rpms", "rhel-" + release + "-server-extras-rpms");
      case "8", "9" ->
          List.of(
              "rhel-" + release + "-for-x86_64-baseos-rpms",
              "rhel-" + release + "-for-x86_64-appstream-rpms");
      default -> List.of();
    };
  }
}
