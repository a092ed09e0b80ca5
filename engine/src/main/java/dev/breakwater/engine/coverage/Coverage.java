package dev.breakwater.engine.coverage;

import dev.breakwater.api.v1alpha1.Scanner;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.report.Limits;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all schedules together want of one object: schedules say when, what is judged depends on the
 * object. So two schedules never write two different reports in turn.
 *
 * @param limits the union of scanners, the lowest minimal severity, the largest size
 * @param onChange whether any of them wants changes judged at once
 * @param images how images are read
 */
public record Coverage(Limits limits, boolean onChange, ImageReading images) {
  private static final Set<Scanner> OF_IMAGES =
      EnumSet.of(Scanner.VULNERABILITIES, Scanner.SECRETS);

  /** Whether its images are to be read. */
  public boolean readsImages() {
    return limits.scanners().stream().anyMatch(OF_IMAGES::contains);
  }

  /** What is wanted of {@code workload}; empty where no schedule looks at it. */
  public static Optional<Coverage> of(
      List<ScanScope> scopes, Workload workload, Namespace namespace) {
    return union(scopes.stream().filter(scope -> scope.covers(workload, namespace)).toList());
  }

  /** What is wanted of {@code namespace} as a whole; empty where no schedule looks at it. */
  public static Optional<Coverage> of(List<ScanScope> scopes, Namespace namespace) {
    return union(scopes.stream().filter(scope -> scope.covers(namespace)).toList());
  }

  /** What is wanted of the cluster: every schedule takes part. */
  public static Optional<Coverage> ofCluster(List<ScanScope> scopes) {
    return union(scopes);
  }

  private static Optional<Coverage> union(List<ScanScope> scopes) {
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    Set<Scanner> scanners = EnumSet.noneOf(Scanner.class);
    scopes.forEach(scope -> scanners.addAll(scope.limits().scanners()));
    Severity lowest =
        scopes.stream()
            .map(scope -> scope.limits().minSeverity())
            .max(Comparator.naturalOrder())
            .orElse(Severity.LOW);
    long largest = scopes.stream().mapToLong(scope -> scope.limits().maxBytes()).max().orElse(0);
    return Optional.of(
        new Coverage(
            new Limits(scanners, lowest, largest),
            scopes.stream().anyMatch(ScanScope::onChange),
            ImageReading.union(scopes.stream().map(ScanScope::images).toList())));
  }
}
