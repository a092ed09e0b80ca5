package dev.breakwater.engine.judgement;

import dev.breakwater.engine.coverage.Coverage;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.Workload;
import java.util.ArrayList;
import java.util.List;

/** What a report is about, and what the schedules want of it. */
public sealed interface Subject {
  /** The one that has neither namespace nor object. */
  ObjectRef CLUSTER = new ObjectRef("v1", "Cluster", "", "cluster", "");

  /** What the schedules want of it. */
  Coverage coverage();

  /** What the report names. */
  ObjectRef scope();

  /** A workload. */
  record OfWorkload(Workload workload, Namespace namespace, Coverage coverage) implements Subject {
    @Override
    public ObjectRef scope() {
      return workload.ref();
    }
  }

  /** A namespace as a whole. */
  record OfNamespace(Namespace namespace, Coverage coverage) implements Subject {
    @Override
    public ObjectRef scope() {
      return namespace.object().ref();
    }
  }

  /** The cluster as a whole. */
  record OfCluster(Coverage coverage) implements Subject {
    @Override
    public ObjectRef scope() {
      return CLUSTER;
    }
  }

  /**
   * Everything in {@code inventory} that a schedule looks at: workloads, then namespaces; the
   * cluster, which is judged from all of these, is not among them. A namespace that is being
   * deleted takes no new report, and needs none.
   */
  static List<Subject> in(Inventory inventory, List<ScanScope> scopes) {
    List<Subject> subjects = new ArrayList<>();
    for (Workload workload : inventory.workloads()) {
      Namespace namespace = inventory.namespaces().get(workload.ref().namespace());
      if (namespace != null && !isGoing(namespace)) {
        Coverage.of(scopes, workload, namespace)
            .ifPresent(wanted -> subjects.add(new OfWorkload(workload, namespace, wanted)));
      }
    }
    for (Namespace namespace : inventory.namespaces().values()) {
      if (!isGoing(namespace)) {
        Coverage.of(scopes, namespace)
            .ifPresent(wanted -> subjects.add(new OfNamespace(namespace, wanted)));
      }
    }
    return List.copyOf(subjects);
  }

  private static boolean isGoing(Namespace namespace) {
    return namespace.object().body().at("metadata", "deletionTimestamp").isPresent();
  }
}
