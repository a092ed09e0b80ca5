package dev.breakwater.operator.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.isolation.Essentials;
import dev.breakwater.engine.isolation.IsolationProfile;
import java.util.List;
import java.util.Set;

/**
 * What isolation is planned from, read at one moment.
 *
 * @param profiles every profile
 * @param namespaces whole Namespace objects
 * @param children NetworkPolicies, LimitRanges and ResourceQuotas
 * @param essentials where DNS and the API server are
 */
record IsolationView(
    List<IsolationProfile> profiles,
    List<KubernetesObject> namespaces,
    List<KubernetesObject> children,
    Essentials essentials) {
  /** Only these namespaces and what is in them. */
  IsolationView only(Set<String> names) {
    return new IsolationView(
        profiles,
        namespaces.stream().filter(object -> names.contains(object.ref().name())).toList(),
        children.stream().filter(object -> names.contains(object.ref().namespace())).toList(),
        essentials);
  }

  /** Where a view comes from. */
  interface Source {
    /** A view of at least everything that is ours. */
    IsolationView read();
  }
}
