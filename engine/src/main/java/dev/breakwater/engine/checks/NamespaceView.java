package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import java.util.List;
import java.util.Set;

/** A namespace as checks look at it. */
final class NamespaceView {
  private static final Set<String> OF_THE_SYSTEM =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  private final Namespace namespace;
  private final Inventory inventory;
  private final List<Policy> policies;

  NamespaceView(Namespace namespace, Inventory inventory) {
    this.namespace = namespace;
    this.inventory = inventory;
    this.policies = namespace.networkPolicies().stream().map(Policy::of).toList();
  }

  static boolean isOfTheSystem(String name) {
    return OF_THE_SYSTEM.contains(name);
  }

  Namespace namespace() {
    return namespace;
  }

  String name() {
    return namespace.name();
  }

  /** The NetworkPolicies, read. */
  List<Policy> policies() {
    return policies;
  }

  /** The workloads that make pods in it. */
  List<Workload> workloads() {
    return inventory.workloads().stream()
        .filter(workload -> workload.ref().namespace().equals(namespace.name()))
        .toList();
  }

  /** "in the namespace", or what is known of it when only files were read. */
  String where() {
    return switch (inventory.source()) {
      case CLUSTER -> "in the namespace";
      case FILES -> "among the files for namespace " + namespace.name();
    };
  }

  /** Whether an absent object may still be in the cluster. */
  boolean isPartial() {
    return inventory.source() == Inventory.Source.FILES;
  }

  /** A spot in the namespace itself. */
  Spot spot(String path, String seen) {
    return new Spot("", "", path, seen);
  }

  /** A spot in an object of the namespace, which a reader finds by its name and its file. */
  Spot spot(KubernetesObject object, String kind, String path, String seen) {
    String name = object.ref().name();
    String file =
        object.origin().file().isEmpty()
            ? ""
            : " (" + object.origin().file() + ":" + object.origin().line() + ")";
    String subject = kind + "[name=" + name + "]";
    return new Spot(subject, object.ref().kind() + " " + name + file, subject + "." + path, seen);
  }
}
