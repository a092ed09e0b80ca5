package dev.breakwater.engine.inventory;

import java.util.List;
import java.util.SortedMap;

/**
 * Everything that is judged, at one moment. Immutable; the same objects in any order give an equal
 * inventory.
 *
 * @param workloads by reference
 * @param namespaces by name; every namespace that an object stands in, whether it was seen itself
 *     or not
 * @param source whether it was read from a cluster, where an absent object is truly absent, or from
 *     files
 */
public record Inventory(
    List<Workload> workloads, SortedMap<String, Namespace> namespaces, Source source) {
  /**
   * The inventory of objects that were read from files; what names no namespace stands in {@code
   * default}.
   */
  public static Inventory ofFiles(List<KubernetesObject> objects) {
    return InventoryBuilder.forFiles("default").addAll(objects).build();
  }

  /** Where an inventory comes from. */
  public enum Source {
    /** A cluster: what is not in the inventory does not exist. */
    CLUSTER,
    /** Files: what is not in the inventory may still be in the cluster. */
    FILES
  }
}
