package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.cluster.ClusterView;
import dev.breakwater.operator.cluster.Intentions;
import dev.breakwater.operator.report.ReportStore;
import dev.breakwater.operator.report.ReportWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Takes what is known now, of the cluster and of what people want, to judge by it. */
public final class Rounds {
  private final ClusterView view;
  private final Intentions intentions;
  private final ImageScans scans;
  private final ReportStore store;
  private final ReportWriter writer;
  private final Consumer<SecurityReport> written;
  private final String operatorNamespace;
  private final Clock clock;

  /**
   * Takes from these.
   *
   * @param scans what is known of images
   * @param written told of each report that says something new, on several threads
   * @param operatorNamespace where the cluster's report stands
   */
  public Rounds(
      ClusterView view,
      Intentions intentions,
      ImageScans scans,
      ReportStore store,
      ReportWriter writer,
      Consumer<SecurityReport> written,
      String operatorNamespace,
      Clock clock) {
    this.view = view;
    this.intentions = intentions;
    this.scans = scans;
    this.store = store;
    this.writer = writer;
    this.written = written;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
  }

  /**
   * A round over some namespaces.
   *
   * @param asked the schedule that runs: the watch may not tell of it, or of its last edit, yet
   */
  ReportRound of(Predicate<String> namespaces, Optional<ScanSchedule> asked) {
    Instant now = clock.instant();
    return new ReportRound(
        inventory(namespaces, now),
        scopes(asked),
        judge(now),
        store,
        writer,
        operatorNamespace,
        written,
        now);
  }

  /** The report of that name with everything that was found; empty when there is none. */
  public Optional<SecurityReport> whole(String namespace, String name) {
    return of(Predicate.isEqual(namespace), Optional.empty()).whole(namespace, name);
  }

  private List<ScanScope> scopes(Optional<ScanSchedule> asked) {
    Map<String, ScanSchedule> schedules = new TreeMap<>();
    asked.ifPresent(schedule -> schedules.put(schedule.getMetadata().getName(), schedule));
    for (ScanSchedule schedule : intentions.schedules()) {
      schedules.merge(
          schedule.getMetadata().getName(),
          schedule,
          (known, told) -> generation(told) < generation(known) ? known : told);
    }
    return schedules.values().stream().map(ScanScope::of).toList();
  }

  private static long generation(ScanSchedule schedule) {
    return Objects.requireNonNullElse(schedule.getMetadata().getGeneration(), 0L);
  }

  /** A policy that cannot be read judges nothing here; its own status says why. */
  private Judge judge(Instant now) {
    List<Policy> policies = new ArrayList<>();
    intentions.policies().stream()
        .map(Policy::read)
        .forEach(
            parsed -> {
              if (parsed instanceof Parsed.Valid<Policy>(Policy policy)) {
                policies.add(policy);
              }
            });
    return new Judge(new ImagePolicies(policies, operatorNamespace), scans, now);
  }

  private Inventory inventory(Predicate<String> namespaces, Instant now) {
    InventoryBuilder builder = InventoryBuilder.forCluster(now);
    for (KubernetesObject object : view.objects()) {
      String namespace = ScanQueue.namespace(object);
      // What stands in no namespace, such as nodes, matters to all of them.
      if (namespace.isEmpty() || namespaces.test(namespace)) {
        builder.add(object);
      }
    }
    return builder.build();
  }
}
