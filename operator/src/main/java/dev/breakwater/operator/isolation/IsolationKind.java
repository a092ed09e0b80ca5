package dev.breakwater.operator.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.Arrays;

/** The kinds that isolation reads or writes, besides the profiles. */
enum IsolationKind {
  NAMESPACE("", "v1", "Namespace", "namespaces", false),
  NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
  LIMIT_RANGE("", "v1", "LimitRange", "limitranges", true),
  RESOURCE_QUOTA("", "v1", "ResourceQuota", "resourcequotas", true),
  SERVICE("", "v1", "Service", "services", true),
  ENDPOINT_SLICE("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true);

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private final boolean namespaced;

  IsolationKind(String group, String version, String kind, String plural, boolean namespaced) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.namespaced = namespaced;
  }

  /** Spelled out rather than discovered: discovery would be a request each time. */
  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  GroupVersionKind groupVersionKind() {
    return new GroupVersionKind(group, version, kind);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  String kind() {
    return kind;
  }

  boolean isNamespaced() {
    return namespaced;
  }

  static IsolationKind of(ObjectRef ref) {
    return Arrays.stream(values())
        .filter(value -> value.kind.equals(ref.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("isolation does not write " + ref));
  }
}
