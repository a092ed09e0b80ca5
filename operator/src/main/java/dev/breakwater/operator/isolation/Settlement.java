package dev.breakwater.operator.isolation;

import dev.breakwater.engine.isolation.Isolation;
import dev.breakwater.engine.isolation.IsolationPlan;
import dev.breakwater.engine.isolation.IsolationSnapshot;
import dev.breakwater.engine.isolation.NamespacePlan;
import dev.breakwater.engine.isolation.Step;
import dev.breakwater.engine.isolation.WriteLog;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Looks, plans, looks again where something is to be written, plans again, and writes. One at a
 * time: two profiles may want the same namespace.
 */
final class Settlement {
  private final LiveCluster live;
  private final ClusterWrites writes;
  private final IsolationEvents events;
  private final String operatorNamespace;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private WriteLog log = WriteLog.EMPTY;

  Settlement(
      LiveCluster live,
      ClusterWrites writes,
      IsolationEvents events,
      String operatorNamespace,
      Clock clock) {
    this.live = live;
    this.writes = writes;
    this.events = events;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param plan what was planned last for each namespace
   * @param failures what went wrong, by namespace
   */
  record Settled(IsolationPlan plan, Map<String, Failure> failures) {}

  /**
   * A step that failed.
   *
   * @param message what the API server said
   * @param passing whether trying again soon may help without anyone's doing
   */
  record Failure(String message, boolean passing) {}

  /** Settles the namespaces that a profile wants or left something in, and abandoned ones. */
  Settled settleProfile(String profile, IsolationView.Source source) {
    return settle(
        source,
        snapshot -> {
          Set<String> names = new TreeSet<>(snapshot.namespacesOf(profile));
          names.addAll(snapshot.abandonedNamespaces());
          return names;
        });
  }

  /** Settles the namespaces that hold something of a profile which is gone. */
  Settled settleAbandoned(IsolationView.Source source) {
    return settle(source, IsolationSnapshot::abandonedNamespaces);
  }

  private Settled settle(
      IsolationView.Source source, Function<IsolationSnapshot, Set<String>> scope) {
    oneAtATime.lock();
    try {
      IsolationView seen = source.read();
      Set<String> names = scope.apply(snapshot(seen));
      IsolationPlan first = plan(seen.only(names));
      if (first.unsettled().isEmpty()) {
        return new Settled(first, Map.of());
      }
      IsolationPlan second = plan(live.read(first.unsettled()));
      Map<String, Failure> failures = new TreeMap<>();
      second.namespaces().forEach(namespace -> carryOut(namespace, failures));
      return new Settled(merge(first, second), failures);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void carryOut(NamespacePlan namespace, Map<String, Failure> failures) {
    for (Step step : namespace.steps()) {
      try {
        writes.carryOut(step);
      } catch (KubernetesClientException e) {
        failures.put(namespace.namespace(), failure(step, e));
        return;
      }
      log = log.with(step, clock.instant());
      events.written(step);
    }
  }

  /**
   * 403 and 422 stay until someone changes rights, an admission policy or the profile; everything
   * else may pass by itself. Reference: Kubernetes API conventions, "HTTP Status codes".
   */
  private static Failure failure(Step step, KubernetesClientException e) {
    boolean refused = e.getCode() == 403 || e.getCode() == 422 || e.getCode() == 400;
    String message =
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? String.valueOf(e.getMessage())
            : e.getStatus().getMessage();
    return new Failure(step.target() + ": " + message, !refused);
  }

  private IsolationPlan plan(IsolationView view) {
    return Isolation.plan(snapshot(view), clock.instant());
  }

  private IsolationSnapshot snapshot(IsolationView view) {
    return new IsolationSnapshot(
        view.profiles(),
        view.namespaces(),
        view.children(),
        view.essentials(),
        operatorNamespace,
        log);
  }

  private static IsolationPlan merge(IsolationPlan first, IsolationPlan second) {
    Set<String> replaced = first.unsettled();
    List<NamespacePlan> namespaces = new ArrayList<>();
    first.namespaces().stream()
        .filter(namespace -> !replaced.contains(namespace.namespace()))
        .forEach(namespaces::add);
    namespaces.addAll(second.namespaces());
    return new IsolationPlan(List.copyOf(namespaces));
  }
}
