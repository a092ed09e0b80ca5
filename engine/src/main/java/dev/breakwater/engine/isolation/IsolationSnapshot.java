package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What isolation is planned from.
 *
 * @param profiles every profile of the cluster
 * @param namespaces the namespaces to plan, whole Namespace objects with their managedFields
 * @param children NetworkPolicies, LimitRanges and ResourceQuotas of these namespaces, whole, with
 *     their managedFields. Those that are not ours may be left out of a first look; before anything
 *     is written they must be there
 * @param essentials where DNS and the API server are
 * @param operatorNamespace the namespace that the operator runs in, exempt like those of the system
 * @param writes what was written before
 */
public record IsolationSnapshot(
    List<IsolationProfile> profiles,
    List<KubernetesObject> namespaces,
    List<KubernetesObject> children,
    Essentials essentials,
    String operatorNamespace,
    WriteLog writes) {
  private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

  /** Sorts the profiles by {@link IsolationProfile#PRECEDENCE}. */
  public IsolationSnapshot {
    profiles = profiles.stream().sorted(IsolationProfile.PRECEDENCE).toList();
    namespaces = List.copyOf(namespaces);
    children = List.copyOf(children);
  }

  /** The namespaces that a profile wants or left something in. */
  public Set<String> namespacesOf(String profile) {
    Set<String> names = namespacesMarked(Set.of(profile));
    namespaces.stream()
        .filter(
            namespace ->
                wanting(namespace).stream().anyMatch(wanting -> wanting.name().equals(profile)))
        .forEach(namespace -> names.add(namespace.ref().name()));
    return names;
  }

  /** The namespaces that hold something of a profile which is gone. */
  public Set<String> abandonedNamespaces() {
    Set<String> known = profiles.stream().map(IsolationProfile::name).collect(Collectors.toSet());
    Set<String> gone =
        java.util.stream.Stream.concat(children.stream(), namespaces.stream())
            .map(object -> object.annotations().getOrDefault(Marks.PROFILE, ""))
            .filter(name -> !name.isEmpty() && !known.contains(name))
            .collect(Collectors.toSet());
    return namespacesMarked(gone);
  }

  /** The profiles that want a namespace; the first has it. */
  List<IsolationProfile> wanting(KubernetesObject namespace) {
    String name = namespace.ref().name();
    Map<String, String> labels = new java.util.HashMap<>(namespace.labels());
    labels.put(Marks.NAMESPACE_NAME, name);
    boolean exempt = SYSTEM.contains(name) || name.equals(operatorNamespace);
    return profiles.stream().filter(profile -> profile.wants(name, labels, exempt)).toList();
  }

  private Set<String> namespacesMarked(Set<String> profileNames) {
    Set<String> names = new TreeSet<>();
    for (KubernetesObject child : children) {
      if (profileNames.contains(child.annotations().getOrDefault(Marks.PROFILE, ""))) {
        names.add(child.ref().namespace());
      }
    }
    for (KubernetesObject namespace : namespaces) {
      if (profileNames.contains(namespace.annotations().getOrDefault(Marks.PROFILE, ""))) {
        names.add(namespace.ref().name());
      }
    }
    return names;
  }
}
