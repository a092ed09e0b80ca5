package dev.breakwater.engine.coverage;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleSpec;
import dev.breakwater.api.v1alpha1.WorkloadMatch;
import dev.breakwater.api.v1alpha1.WorkloadSelection;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.inventory.WorkloadKind;
import dev.breakwater.engine.report.Limits;
import dev.breakwater.engine.selector.LabelSelector;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one ScanSchedule looks at.
 *
 * @param schedule the ScanSchedule's name
 * @param namespaces which namespaces, by their labels
 * @param kinds kinds of workloads; empty for all, custom ones included
 * @param workloads which workloads, by their own labels
 * @param limits what it looks for and shows
 * @param onChange whether a workload is also judged when it changes, between runs
 * @param images how its images are read
 */
public record ScanScope(
    String schedule,
    LabelSelector namespaces,
    Set<String> kinds,
    LabelSelector workloads,
    Limits limits,
    boolean onChange,
    ImageReading images) {
  /** Reads the spec. A match that the API server would not have let through matches nothing. */
  public static ScanScope of(ScanSchedule schedule) {
    ScanScheduleSpec spec = schedule.getSpec();
    Optional<WorkloadMatch> match = Optional.ofNullable(spec.getMatch());
    WorkloadSelection workloads =
        match.map(WorkloadMatch::getWorkloads).orElseGet(WorkloadSelection::all);
    return new ScanScope(
        schedule.getMetadata().getName(),
        match
            .flatMap(found -> Optional.ofNullable(found.getNamespaces()))
            .flatMap(found -> Optional.ofNullable(found.getSelector()))
            .map(LabelSelector::of)
            .orElse(LabelSelector.NOTHING),
        workloads.getKinds().stream().map(ScanScope::kind).collect(Collectors.toSet()),
        Optional.ofNullable(workloads.getSelector())
            .map(LabelSelector::of)
            .orElse(LabelSelector.NOTHING),
        new Limits(
            Set.copyOf(spec.getScanners()),
            Severity.valueOf(spec.getReport().getMinSeverity().name()),
            bytes(spec.getReport().getMaxSize().getNumericalAmount())),
        spec.isOnChange(),
        ImageReading.of(spec.getImages()));
  }

  private static String kind(dev.breakwater.api.v1alpha1.WorkloadKind kind) {
    return WorkloadKind.valueOf(kind.name()).kind();
  }

  private static long bytes(BigDecimal quantity) {
    return quantity.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /** Whether the schedule looks at {@code namespace}. */
  public boolean covers(Namespace namespace) {
    return namespaces.matches(namespace.labels());
  }

  /** Whether the schedule looks at {@code workload}, which stands in {@code namespace}. */
  public boolean covers(Workload workload, Namespace namespace) {
    return covers(namespace)
        && (kinds.isEmpty() || kinds.contains(workload.ref().kind()))
        && workloads.matches(workload.object().labels());
  }
}
