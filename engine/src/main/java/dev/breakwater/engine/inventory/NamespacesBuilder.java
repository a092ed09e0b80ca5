package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what stands in each namespace. */
final class NamespacesBuilder {
  private final Map<String, Content> contents = new TreeMap<>();

  /** What was found in one namespace so far. */
  private static final class Content {
    private Optional<KubernetesObject> object = Optional.empty();
    private final List<KubernetesObject> networkPolicies = new ArrayList<>();
    private final List<KubernetesObject> resourceQuotas = new ArrayList<>();
    private final List<KubernetesObject> limitRanges = new ArrayList<>();
    private final List<KubernetesObject> serviceAccounts = new ArrayList<>();
    private final List<KubernetesObject> services = new ArrayList<>();
    private final Set<SortedMap<String, String>> podLabels = new HashSet<>();
  }

  /** Whether objects of this kind, if they name no namespace, stand in the default one. */
  static boolean isNamespaced(ObjectRef ref) {
    return switch (ref.kind()) {
      case "NetworkPolicy" -> isNetworkPolicy(ref);
      case "ResourceQuota", "LimitRange", "ServiceAccount", "Service" -> ref.group().isEmpty();
      default -> WorkloadKind.of(ref).isPresent();
    };
  }

  void add(KubernetesObject object) {
    ObjectRef ref = object.ref();
    if (ref.kind().equals("Namespace") && ref.group().isEmpty()) {
      content(ref.name()).object = Optional.of(object);
      return;
    }
    if (ref.namespace().isEmpty()) {
      return;
    }
    Content content = content(ref.namespace());
    if (ref.kind().equals("NetworkPolicy") && isNetworkPolicy(ref)) {
      content.networkPolicies.add(object);
    } else if (ref.group().isEmpty()) {
      switch (ref.kind()) {
        case "ResourceQuota" -> content.resourceQuotas.add(object);
        case "LimitRange" -> content.limitRanges.add(object);
        case "ServiceAccount" -> content.serviceAccounts.add(object);
        case "Service" -> content.services.add(object);
        default -> {}
      }
    }
  }

  /** The namespace exists, whether anything else is known of it or not. */
  void mention(String namespace) {
    content(namespace);
  }

  /** Adds the label sets of pods that run in {@code namespace}, or would. */
  void addPodLabels(String namespace, Collection<SortedMap<String, String>> labels) {
    content(namespace).podLabels.addAll(labels);
  }

  SortedMap<String, Namespace> build() {
    SortedMap<String, Namespace> namespaces = new TreeMap<>();
    contents.forEach((name, content) -> namespaces.put(name, namespace(name, content)));
    return Collections.unmodifiableSortedMap(namespaces);
  }

  private Content content(String namespace) {
    return contents.computeIfAbsent(namespace, _ -> new Content());
  }

  private static boolean isNetworkPolicy(ObjectRef ref) {
    return ref.group().equals("networking.k8s.io") || ref.group().equals("extensions");
  }

  private static Namespace namespace(String name, Content content) {
    List<Map<String, String>> podLabels = new ArrayList<>(content.podLabels);
    podLabels.sort(Comparator.comparing(Map::toString));
    return new Namespace(
        name,
        content.object.orElseGet(() -> undeclared(name)),
        sorted(content.networkPolicies),
        sorted(content.resourceQuotas),
        sorted(content.limitRanges),
        sorted(content.serviceAccounts),
        sorted(content.services),
        List.copyOf(podLabels),
        content.object.isPresent());
  }

  private static KubernetesObject undeclared(String name) {
    Node body =
        Node.of(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
    return KubernetesObject.of(body, Origin.CLUSTER);
  }

  private static List<KubernetesObject> sorted(List<KubernetesObject> objects) {
    return objects.stream().sorted(Comparator.comparing(KubernetesObject::ref)).toList();
  }
}
