package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.Upgrade;
import dev.breakwater.image.facts.Vulnerability;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The vulnerabilities of an image that break one field of a policy, and what is said of them. */
final class BrokenBy {
  /** So many packages are named in a message, and so many exceptions. */
  private static final int NAMED = 3;

  private final String field;
  private final List<Vulnerability> found = new ArrayList<>();
  private final SortedSet<String> expired = new TreeSet<>();

  BrokenBy(String field) {
    this.field = field;
  }

  /**
   * Adds a vulnerability.
   *
   * @param over the exceptions that have let it pass, and hold no more
   */
  void add(Vulnerability one, List<VulnerabilityException> over) {
    found.add(one);
    over.forEach(exception -> expired.add(one.id() + " on " + exception.expires()));
  }

  /**
   * The one violation that all of them are.
   *
   * @param sort which vulnerabilities the field is about, with a space before it
   */
  Violation violation(String image, String sort) {
    List<Upgrade> upgrades = Upgrade.of(found);
    long ids = found.stream().map(Vulnerability::id).distinct().count();
    return new Violation(
        field,
        field.equals(VulnerabilityRule.EXPLOITED) ? Severity.CRITICAL : worst(),
        "%s: %s has %d %s%s: %s%s"
            .formatted(
                field,
                image,
                ids,
                ids == 1 ? "vulnerability" : "vulnerabilities",
                sort,
                named(upgrades, BrokenBy::shown),
                expired.isEmpty() ? "" : "; an exception has expired: " + expired()),
        remediation(upgrades));
  }

  private Severity worst() {
    return found.stream()
        .map(one -> Severity.of(one.severity()))
        .min(Severity::compareTo)
        .orElse(Severity.UNKNOWN);
  }

  private String expired() {
    int more = expired.size() - NAMED;
    return expired.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String shown(Upgrade upgrade) {
    List<String> ids = upgrade.ids();
    return upgrade.name()
        + " "
        + upgrade.installed()
        + " ("
        + ids.getFirst()
        + (ids.size() > 1 ? " and " + (ids.size() - 1) + " more" : "")
        + ")";
  }

  private static String remediation(List<Upgrade> upgrades) {
    List<Upgrade> fixes = upgrades.stream().filter(one -> !one.fixed().isEmpty()).toList();
    List<Upgrade> hopeless = upgrades.stream().filter(one -> one.fixed().isEmpty()).toList();
    return Stream.of(
            fixes.isEmpty()
                ? ""
                : "Rebuild the image with "
                    + named(fixes, one -> one.name() + " " + one.fixed())
                    + ".",
            hopeless.isEmpty()
                ? ""
                : "Nothing fixes "
                    + named(hopeless, Upgrade::name)
                    + " yet: remove it where it is not needed, or make an exception.")
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String named(List<Upgrade> upgrades, Function<Upgrade, String> name) {
    List<String> names = upgrades.stream().limit(NAMED).map(name).distinct().toList();
    int more = upgrades.size() - NAMED;
    return String.join(", ", names)
        + (more > 0 ? " and " + more + (more == 1 ? " more package" : " more packages") : "");
  }
}
