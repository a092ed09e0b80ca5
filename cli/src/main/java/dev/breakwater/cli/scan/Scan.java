package dev.breakwater.cli.scan;

import static java.util.Comparator.comparing;

import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.inventory.WorkloadKind;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.History;
import dev.breakwater.engine.report.Limits;
import dev.breakwater.engine.report.ReportComposer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be judged: workloads and namespaces, each as it is seen. Pure: the same objects in any
 * order give the same reports in the same order.
 */
final class Scan {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int WORTH_THREADS = 100;

  private final List<View> views = new ArrayList<>();

  /** What is judged of an inventory. */
  private record View(Inventory inventory, List<Workload> workloads, List<Namespace> namespaces) {}

  private Scan() {}

  /** What a cluster holds. */
  static Scan ofCluster(List<KubernetesObject> objects, Instant now) {
    Scan scan = new Scan();
    scan.addAll(InventoryBuilder.forCluster(now).addAll(objects).build());
    return scan;
  }

  /**
   * What files hold. A workload that is defined several times, as in the overlays of a
   * kustomization, is judged each time.
   */
  static Scan ofFiles(List<KubernetesObject> objects) {
    List<KubernetesObject> ordered =
        objects.stream()
            .sorted(
                comparing((KubernetesObject object) -> object.origin().file())
                    .thenComparingInt(object -> object.origin().line()))
            .toList();
    InventoryBuilder builder = InventoryBuilder.forFiles(DEFAULT_NAMESPACE).addAll(ordered);
    Scan scan = new Scan();
    scan.addAll(builder.build());
    List<KubernetesObject> others =
        builder.replaced().stream()
            .filter(object -> WorkloadKind.of(object.ref()).isPresent())
            .toList();
    while (!others.isEmpty()) {
      others = scan.addInstead(others, ordered);
    }
    return scan;
  }

  /**
   * Adds one definition of each of {@code others}, in place of the one that was added before.
   *
   * @return those that are left
   */
  private List<KubernetesObject> addInstead(
      List<KubernetesObject> others, List<KubernetesObject> all) {
    Map<String, KubernetesObject> now = new LinkedHashMap<>();
    List<KubernetesObject> later = new ArrayList<>();
    for (KubernetesObject other : others) {
      ObjectRef ref = other.ref();
      if (now.putIfAbsent(ref.group() + '/' + ref, other) != null) {
        later.add(other);
      }
    }
    Set<Node> bodies = Collections.newSetFromMap(new IdentityHashMap<>());
    now.values().forEach(object -> bodies.add(object.body()));
    Inventory inventory =
        InventoryBuilder.forFiles(DEFAULT_NAMESPACE).addAll(all).addAll(now.values()).build();
    List<Workload> workloads =
        inventory.workloads().stream()
            .filter(workload -> bodies.contains(workload.object().body()))
            .toList();
    views.add(new View(inventory, workloads, List.of()));
    return later;
  }

  private void addAll(Inventory inventory) {
    List<Namespace> namespaces =
        inventory.namespaces().values().stream()
            .filter(namespace -> isDescribed(namespace) || isUsed(namespace, inventory))
            .toList();
    views.add(new View(inventory, inventory.workloads(), namespaces));
  }

  private static boolean isDescribed(Namespace namespace) {
    return namespace.declared()
        || !namespace.networkPolicies().isEmpty()
        || !namespace.resourceQuotas().isEmpty()
        || !namespace.limitRanges().isEmpty();
  }

  /** A namespace that files merely mention, with a ConfigMap or a Service, is none of theirs. */
  private static boolean isUsed(Namespace namespace, Inventory inventory) {
    return inventory.source() == Inventory.Source.CLUSTER || !namespace.podLabels().isEmpty();
  }

  /** The images that the workloads run, or would run. */
  Set<RunningImage> images() {
    return views.stream()
        .flatMap(view -> view.workloads().stream())
        .flatMap(workload -> workload.images().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Judges all of it. */
  List<Judged> judge(Judge judge) {
    List<Judged> judged = new ArrayList<>();
    for (View view : views) {
      Stream<Workload> workloads = view.workloads().stream();
      // A few are judged before other threads have started.
      judged.addAll(
          (view.workloads().size() < WORTH_THREADS ? workloads : workloads.parallel())
              .map(
                  workload ->
                      judged(
                          judge.workload(workload, view.inventory()), workload.ref().namespace()))
              .toList());
      for (Namespace namespace : view.namespaces()) {
        judged.add(judged(judge.namespace(namespace, view.inventory()), namespace.name()));
      }
    }
    judged.sort(Judged.ORDER);
    return List.copyOf(judged);
  }

  private static Judged judged(Assessment assessment, String namespace) {
    return new Judged(
        assessment.origin(),
        ReportComposer.compose(assessment, namespace, Limits.NONE, new History.None()));
  }
}
