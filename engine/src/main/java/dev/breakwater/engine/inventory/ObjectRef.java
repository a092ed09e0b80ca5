package dev.breakwater.engine.inventory;

import java.util.Comparator;

/**
 * Names one Kubernetes object.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace empty for a cluster-scoped object
 * @param name the object's name; its {@code generateName} where a file has only that
 * @param uid empty where the object did not come from a cluster
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name, String uid)
    implements Comparable<ObjectRef> {
  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::namespace)
          .thenComparing(ObjectRef::kind)
          .thenComparing(ObjectRef::apiVersion)
          .thenComparing(ObjectRef::name)
          .thenComparing(ObjectRef::uid);

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  /** {@code Kind namespace/name}, as a person would say it. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
