package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.isolation.Essentials;
import dev.breakwater.engine.isolation.IsolationProfile;
import dev.breakwater.engine.isolation.Marks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What isolation watches, which profiles each change wakes, and the view that the watches give.
 *
 * <p>Namespaces are watched whole, as any of them may match; NetworkPolicies, LimitRanges and
 * ResourceQuotas only with our label; Services and EndpointSlices only where DNS and the API server
 * are found.
 */
final class IsolationSources implements IsolationView.Source {
  /** Where the Services of DNS and of the API server are. */
  static final List<String> ESSENTIAL_NAMESPACES = List.of("default", "kube-system");

  private final IndexerResourceCache<NetworkIsolationProfile> profiles;
  private final KubernetesSerialization serialization;
  private final SimpleInboundEventSource<NetworkIsolationProfile> wakings =
      new SimpleInboundEventSource<>("profiles");
  private final Map<
          IsolationKind, InformerEventSource<GenericKubernetesResource, NetworkIsolationProfile>>
      informers = new EnumMap<>(IsolationKind.class);

  IsolationSources(EventSourceContext<NetworkIsolationProfile> context) {
    this.profiles = context.getPrimaryCache();
    this.serialization = context.getClient().getKubernetesSerialization();
    for (IsolationKind kind : IsolationKind.values()) {
      informers.put(kind, new InformerEventSource<>(configuration(kind), context));
    }
  }

  List<EventSource<?, NetworkIsolationProfile>> all() {
    List<EventSource<?, NetworkIsolationProfile>> sources = new ArrayList<>(informers.values());
    sources.add(wakings);
    return sources;
  }

  /**
   * Has every other profile looked at again: one that changed may have freed or taken namespaces.
   */
  void wakeOthers(String profile) {
    profileIds().stream()
        .filter(id -> !id.getName().equals(profile))
        .forEach(wakings::propagateEvent);
  }

  @Override
  public IsolationView read() {
    List<IsolationProfile> known = profiles.list(profile -> true).map(this::tree).toList();
    List<KubernetesObject> children = new ArrayList<>(objects(IsolationKind.NETWORK_POLICY));
    children.addAll(objects(IsolationKind.LIMIT_RANGE));
    children.addAll(objects(IsolationKind.RESOURCE_QUOTA));
    return new IsolationView(
        known,
        objects(IsolationKind.NAMESPACE),
        children,
        Essentials.of(objects(IsolationKind.SERVICE), objects(IsolationKind.ENDPOINT_SLICE)));
  }

  private IsolationProfile tree(NetworkIsolationProfile profile) {
    return ProfileTree.of(profile, serialization);
  }

  private List<KubernetesObject> objects(IsolationKind kind) {
    return Objects.requireNonNull(informers.get(kind), "a watch for every kind")
        .list(resource -> true)
        .map(resource -> ObjectTree.of(resource, kind))
        .toList();
  }

  private InformerEventSourceConfiguration<GenericKubernetesResource> configuration(
      IsolationKind kind) {
    var configuration =
        InformerEventSourceConfiguration.from(
                kind.groupVersionKind(), NetworkIsolationProfile.class)
            .withName(kind.kind())
            // Views are read whole; an index from profile to object would serve nobody.
            .withPrimaryToSecondaryMapper((NetworkIsolationProfile profile) -> Set.of());
    return switch (kind) {
      case NAMESPACE ->
          configuration
              .withSecondaryToPrimaryMapper(namespace -> profileIds())
              .withOnUpdateFilter(IsolationSources::isRelabelled)
              .build();
      case NETWORK_POLICY, LIMIT_RANGE, RESOURCE_QUOTA ->
          configuration
              .withLabelSelector(Marks.MANAGED_BY + "=" + Marks.BREAKWATER)
              .withWatchAllNamespaces()
              .withSecondaryToPrimaryMapper(IsolationSources::markedProfile)
              .build();
      case SERVICE, ENDPOINT_SLICE ->
          configuration
              .withNamespaces(Set.copyOf(ESSENTIAL_NAMESPACES))
              .withSecondaryToPrimaryMapper(object -> profileIds())
              .withOnUpdateFilter(
                  (now, before) ->
                      !now.getAdditionalProperties().equals(before.getAdditionalProperties()))
              .build();
    };
  }

  private Set<ResourceID> profileIds() {
    return profiles.list(profile -> true).map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  private static Set<ResourceID> markedProfile(GenericKubernetesResource child) {
    Map<String, String> annotations = child.getMetadata().getAnnotations();
    String profile = annotations == null ? null : annotations.get(Marks.PROFILE);
    return profile == null ? Set.of() : Set.of(new ResourceID(profile));
  }

  private static boolean isRelabelled(
      GenericKubernetesResource now, GenericKubernetesResource before) {
    ObjectMeta after = now.getMetadata();
    ObjectMeta earlier = before.getMetadata();
    return !Objects.equals(after.getLabels(), earlier.getLabels())
        || !Objects.equals(after.getAnnotations(), earlier.getAnnotations())
        || !Objects.equals(after.getDeletionTimestamp(), earlier.getDeletionTimestamp());
  }
}
