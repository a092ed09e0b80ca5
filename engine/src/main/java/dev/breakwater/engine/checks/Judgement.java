package dev.breakwater.engine.checks;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the catalogue says about one workload or one namespace. Pure: the same inventory gives the
 * same findings, in the order of the catalogue.
 *
 * <p>Judgement has two steps, so that a report is news and not noise. First every check looks for
 * itself. Then what is the same fault becomes one finding: a general check keeps silent where a
 * more precise one speaks of the same field, checks that one edit cures are gathered, and
 * containers with the same fault share a finding.
 */
public final class Judgement {
  private Judgement() {}

  /** What is wrong with a workload. */
  public static List<Finding> workload(Workload workload, Inventory inventory) {
    return tell(observe(workload, inventory), workload.object());
  }

  /** What each check sees in a workload, before it is put together. */
  static List<Observation> observe(Workload workload, Inventory inventory) {
    PodView pod = new PodView(workload, inventory);
    List<Observation> observations = new ArrayList<>();
    for (Rule.OfWorkload rule : Catalogue.OF_WORKLOADS) {
      observe(observations, rule.check(), rule.telling(), rule.function().apply(pod));
    }
    return Observation.refine(observations);
  }

  /**
   * What is wrong with a namespace as a whole. Namespaces of the system itself are not judged: what
   * they need is decided by whoever provides the cluster.
   */
  public static List<Finding> namespace(Namespace namespace, Inventory inventory) {
    return tell(observe(namespace, inventory), namespace.object());
  }

  /** What each check sees in a namespace, before it is put together. */
  static List<Observation> observe(Namespace namespace, Inventory inventory) {
    if (NamespaceView.isOfTheSystem(namespace.name())) {
      return List.of();
    }
    NamespaceView view = new NamespaceView(namespace, inventory);
    List<Observation> observations = new ArrayList<>();
    for (Rule.OfNamespace rule : Catalogue.OF_NAMESPACES) {
      observe(observations, rule.check(), rule.telling(), rule.function().apply(view));
    }
    return Observation.refine(observations);
  }

  private static void observe(
      List<Observation> observations, Check check, Rule.Telling telling, Collection<Spot> spots) {
    if (!spots.isEmpty()) {
      observations.add(new Observation(check, telling, List.copyOf(spots)));
    }
  }

  private static List<Finding> tell(List<Observation> observations, KubernetesObject object) {
    return Observation.gather(observations).stream()
        .map(told -> told.finding(object.body()))
        .toList();
  }
}
