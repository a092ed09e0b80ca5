package dev.breakwater.engine.imagescan;

import static java.util.Comparator.comparing;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing to do about the vulnerabilities of an image: update one package, or wait for its
 * vendor.
 *
 * <p>Binary packages of the system that were built from one source are updated together.
 *
 * @param name of the package; of the source where the system's packages have one
 * @param installed its version
 * @param fixed the versions that fix them, as the advisories write them, each once, joined by
 *     {@code ", "}; empty when nothing does
 * @param paths the files that say that it is there, in order
 * @param vulnerabilities each id once, what to look at first comes first; at least one
 */
public record Upgrade(
    String name,
    String installed,
    String fixed,
    List<String> paths,
    List<Vulnerability> vulnerabilities) {

  private static final Comparator<Vulnerability> WORST_FIRST =
      comparing(Vulnerability::severity)
          .thenComparing(one -> !one.exploited())
          .thenComparing(Vulnerability::id);

  private static final Comparator<Upgrade> ORDER =
      comparing((Upgrade upgrade) -> !upgrade.exploited())
          .thenComparing(Upgrade::severity)
          .thenComparing(upgrade -> upgrade.fixed().isEmpty())
          .thenComparing(Upgrade::name)
          .thenComparing(Upgrade::installed);

  private record Key(String name, String installed, boolean fixable) {}

  /** The upgrades that {@code vulnerabilities} ask for: what to do first comes first. */
  public static List<Upgrade> of(List<Vulnerability> vulnerabilities) {
    Map<Key, List<Vulnerability>> groups = new LinkedHashMap<>();
    for (Vulnerability one : vulnerabilities) {
      Key key = new Key(name(one.affected()), installed(one.affected()), !one.fixed().isEmpty());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
    }
    return groups.entrySet().stream()
        .map(group -> of(group.getKey(), group.getValue()))
        .sorted(ORDER)
        .toList();
  }

  private static Upgrade of(Key key, List<Vulnerability> all) {
    Map<String, Vulnerability> byId = new LinkedHashMap<>();
    all.stream().sorted(WORST_FIRST).forEach(one -> byId.putIfAbsent(one.id(), one));
    return new Upgrade(
        key.name(),
        key.installed(),
        String.join(", ", all.stream().map(Vulnerability::fixed).distinct().sorted().toList()),
        all.stream().map(one -> one.affected().path()).distinct().sorted().toList(),
        List.copyOf(byId.values()));
  }

  /** How bad the worst one is. */
  public Severity severity() {
    return vulnerabilities.getFirst().severity();
  }

  /** Whether CISA lists one of them as exploited. */
  public boolean exploited() {
    return vulnerabilities.stream().anyMatch(Vulnerability::exploited);
  }

  /** The highest CVSS score that anybody gave one of them; 0 when nobody did. */
  public double score() {
    return vulnerabilities.stream()
        .flatMap(one -> one.cvss().stream())
        .mapToDouble(Vulnerability.Cvss::score)
        .max()
        .orElse(0);
  }

  /** The ids, what to look at first comes first. */
  public List<String> ids() {
    return vulnerabilities.stream().map(Vulnerability::id).toList();
  }

  private static String name(InstalledPackage found) {
    return found.source().map(InstalledPackage.Source::name).orElse(found.name());
  }

  private static String installed(InstalledPackage found) {
    return found.source().map(InstalledPackage.Source::version).orElse(found.version());
  }
}
