package dev.breakwater.operator.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/**
 * A kind of which every object in the cluster is watched: judgement needs the whole of it, so there
 * is no selector.
 *
 * @param group the API group; empty for the core group
 * @param version the API version
 * @param kind the kind
 * @param plural its name in URLs and RBAC
 * @param namespaced whether its objects stand in namespaces
 */
record WatchedKind(String group, String version, String kind, String plural, boolean namespaced) {
  /** What an inventory is made of. The chart's rights list the same. */
  static final List<WatchedKind> ALL =
      List.of(
          new WatchedKind("", "v1", "Namespace", "namespaces", false),
          new WatchedKind("", "v1", "Pod", "pods", true),
          new WatchedKind("", "v1", "ReplicationController", "replicationcontrollers", true),
          new WatchedKind("", "v1", "ServiceAccount", "serviceaccounts", true),
          new WatchedKind("", "v1", "Service", "services", true),
          new WatchedKind("", "v1", "ResourceQuota", "resourcequotas", true),
          new WatchedKind("", "v1", "LimitRange", "limitranges", true),
          new WatchedKind("apps", "v1", "Deployment", "deployments", true),
          new WatchedKind("apps", "v1", "ReplicaSet", "replicasets", true),
          new WatchedKind("apps", "v1", "StatefulSet", "statefulsets", true),
          new WatchedKind("apps", "v1", "DaemonSet", "daemonsets", true),
          new WatchedKind("batch", "v1", "Job", "jobs", true),
          new WatchedKind("batch", "v1", "CronJob", "cronjobs", true),
          new WatchedKind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true));

  /** Which platform each image runs on. */
  static final WatchedKind NODE = new WatchedKind("", "v1", "Node", "nodes", false);

  /** How the client addresses the kind. */
  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  /** {@code group/version}, or {@code v1}. */
  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
