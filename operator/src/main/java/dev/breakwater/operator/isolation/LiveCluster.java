package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.isolation.Essentials;
import dev.breakwater.engine.isolation.Marks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads from the API server itself. What is about to be written is always read here first: a watch
 * may be behind, and it does not show what others made.
 */
final class LiveCluster implements IsolationView.Source {
  private static final List<IsolationKind> CHILDREN =
      List.of(
          IsolationKind.NETWORK_POLICY, IsolationKind.LIMIT_RANGE, IsolationKind.RESOURCE_QUOTA);

  private final KubernetesClient client;

  LiveCluster(KubernetesClient client) {
    this.client = client;
  }

  /** All namespaces, and in them what is labelled as ours. */
  @Override
  public IsolationView read() {
    List<KubernetesObject> children = new ArrayList<>();
    for (IsolationKind kind : CHILDREN) {
      client
          .genericKubernetesResources(kind.context())
          .inAnyNamespace()
          .withLabel(Marks.MANAGED_BY, Marks.BREAKWATER)
          .list()
          .getItems()
          .forEach(item -> children.add(ObjectTree.of(item, kind)));
    }
    return new IsolationView(
        profiles(),
        trees(
            client.genericKubernetesResources(IsolationKind.NAMESPACE.context()).list().getItems(),
            IsolationKind.NAMESPACE),
        children,
        essentials());
  }

  /** These namespaces, and in them everything of the kinds that are written, be it ours or not. */
  IsolationView read(Set<String> namespaces) {
    List<KubernetesObject> objects = new ArrayList<>();
    List<KubernetesObject> children = new ArrayList<>();
    for (String namespace : namespaces) {
      GenericKubernetesResource object =
          client
              .genericKubernetesResources(IsolationKind.NAMESPACE.context())
              .withName(namespace)
              .get();
      if (object == null) {
        continue;
      }
      objects.add(ObjectTree.of(object, IsolationKind.NAMESPACE));
      for (IsolationKind kind : CHILDREN) {
        children.addAll(inNamespace(kind, namespace));
      }
    }
    return new IsolationView(profiles(), objects, children, essentials());
  }

  private List<dev.breakwater.engine.isolation.IsolationProfile> profiles() {
    return client.resources(NetworkIsolationProfile.class).list().getItems().stream()
        .map(profile -> ProfileTree.of(profile, client.getKubernetesSerialization()))
        .toList();
  }

  private Essentials essentials() {
    List<KubernetesObject> services = new ArrayList<>();
    List<KubernetesObject> slices = new ArrayList<>();
    for (String namespace : IsolationSources.ESSENTIAL_NAMESPACES) {
      services.addAll(inNamespace(IsolationKind.SERVICE, namespace));
      slices.addAll(inNamespace(IsolationKind.ENDPOINT_SLICE, namespace));
    }
    return Essentials.of(services, slices);
  }

  private List<KubernetesObject> inNamespace(IsolationKind kind, String namespace) {
    return trees(
        client.genericKubernetesResources(kind.context()).inNamespace(namespace).list().getItems(),
        kind);
  }

  private static List<KubernetesObject> trees(
      List<GenericKubernetesResource> resources, IsolationKind kind) {
    return resources.stream().map(resource -> ObjectTree.of(resource, kind)).toList();
  }
}
