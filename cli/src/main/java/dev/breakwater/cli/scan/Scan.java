package dev.breakwater.cli.scan;

import static java.util.Comparator.comparing;

import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.ObjectRef;
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
import java.util.stream.Stream;

/** Judges objects. Pure: the same objects in any order give the same reports in the same order. */
final class Scan {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int WORTH_THREADS = 100;

  private final Judge judge;
  private final List<Judged> judged = new ArrayList<>();

  private Scan(ImagePolicies policies) {
    this.judge = new Judge(policies);
  }

  /** Judges what a cluster holds. */
  static List<Judged> ofCluster(
      List<KubernetesObject> objects, ImagePolicies policies, Instant now) {
    Scan scan = new Scan(policies);
    scan.addAll(InventoryBuilder.forCluster(now).addAll(objects).build());
    return scan.inOrder();
  }

  /**
   * Judges what files hold. A workload that is defined several times, as in the overlays of a
   * kustomization, is judged each time.
   */
  static List<Judged> ofFiles(List<KubernetesObject> objects, ImagePolicies policies) {
    List<KubernetesObject> ordered =
        objects.stream()
            .sorted(
                comparing((KubernetesObject object) -> object.origin().file())
                    .thenComparingInt(object -> object.origin().line()))
            .toList();
    InventoryBuilder builder = InventoryBuilder.forFiles(DEFAULT_NAMESPACE).addAll(ordered);
    Scan scan = new Scan(policies);
    scan.addAll(builder.build());
    List<KubernetesObject> others =
        builder.replaced().stream()
            .filter(object -> WorkloadKind.of(object.ref()).isPresent())
            .toList();
    while (!others.isEmpty()) {
      others = scan.addInstead(others, ordered);
    }
    return scan.inOrder();
  }

  /**
   * Judges one definition of each of {@code others}, in place of the one that was judged before.
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
    inventory.workloads().stream()
        .filter(workload -> bodies.contains(workload.object().body()))
        .forEach(workload -> judged.add(judged(workload, inventory)));
    return later;
  }

  private void addAll(Inventory inventory) {
    Stream<Workload> workloads = inventory.workloads().stream();
    // A few are judged before other threads have started.
    judged.addAll(
        (inventory.workloads().size() < WORTH_THREADS ? workloads : workloads.parallel())
            .map(workload -> judged(workload, inventory))
            .toList());
    for (Namespace namespace : inventory.namespaces().values()) {
      if (isDescribed(namespace) || isUsed(namespace, inventory)) {
        judged.add(judged(judge.namespace(namespace, inventory), namespace.name()));
      }
    }
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

  private Judged judged(Workload workload, Inventory inventory) {
    return judged(judge.workload(workload, inventory), workload.ref().namespace());
  }

  private static Judged judged(Assessment assessment, String namespace) {
    return new Judged(
        assessment.origin(),
        ReportComposer.compose(assessment, namespace, Limits.NONE, new History.None()));
  }

  private List<Judged> inOrder() {
    judged.sort(Judged.ORDER);
    return List.copyOf(judged);
  }
}
