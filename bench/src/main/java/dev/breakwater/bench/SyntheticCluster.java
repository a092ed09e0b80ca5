package dev.breakwater.bench;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A cluster out of nothing, always the same: Deployments of two containers, every third of them
 * careless, with the ReplicaSets and pods that a controller would make.
 */
final class SyntheticCluster {
  private static final int WORKLOADS_PER_NAMESPACE = 50;

  private SyntheticCluster() {}

  /**
   * The objects of {@code workloads} Deployments with {@code podsEach} pods each, in Kubernetes'
   * own form.
   */
  static List<Map<String, Object>> objects(int workloads, int podsEach) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (int n = 0; n < workloads; n++) {
      if (n % WORKLOADS_PER_NAMESPACE == 0) {
        objects.add(object("v1", "Namespace", metadata("", namespace(n), uid("ns", n))));
      }
      objects.add(deployment(n, podsEach));
      if (podsEach > 0) {
        objects.add(replicaSet(n, podsEach));
      }
      for (int pod = 0; pod < podsEach; pod++) {
        objects.add(pod(n, pod));
      }
    }
    return objects;
  }

  /** The same, as judgement reads them. */
  static List<KubernetesObject> judged(int workloads, int podsEach) {
    return objects(workloads, podsEach).stream()
        .map(object -> KubernetesObject.of(Node.of(object), Origin.CLUSTER))
        .toList();
  }

  static Map<String, Object> deployment(int n, int replicas) {
    Map<String, Object> deployment =
        object("apps/v1", "Deployment", metadata(namespace(n), "app-" + n, uid("deploy", n)));
    deployment.put("spec", workloadSpec(n, replicas));
    return deployment;
  }

  private static Map<String, Object> replicaSet(int n, int replicas) {
    Map<String, Object> metadata = metadata(namespace(n), "app-" + n + "-7d9f", uid("rs", n));
    metadata.put(
        "ownerReferences", List.of(owner("apps/v1", "Deployment", "app-" + n, "deploy", n)));
    Map<String, Object> replicaSet = object("apps/v1", "ReplicaSet", metadata);
    replicaSet.put("spec", workloadSpec(n, replicas));
    return replicaSet;
  }

  private static Map<String, Object> pod(int n, int index) {
    Map<String, Object> metadata =
        metadata(namespace(n), "app-" + n + "-7d9f-" + index, uid("pod" + index, n));
    metadata.put("labels", Map.of("app", "app-" + n));
    metadata.put(
        "ownerReferences", List.of(owner("apps/v1", "ReplicaSet", "app-" + n + "-7d9f", "rs", n)));
    Map<String, Object> pod = object("v1", "Pod", metadata);
    pod.put("spec", podSpec(n));
    pod.put(
        "status",
        Map.of(
            "phase",
            "Running",
            "containerStatuses",
            List.of(status("app", image(n)), status("proxy", PROXY))));
    return pod;
  }

  private static final String PROXY = "registry.example.com/mesh/proxy:1.29";

  private static Map<String, Object> workloadSpec(int n, int replicas) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("replicas", replicas);
    spec.put("selector", Map.of("matchLabels", Map.of("app", "app-" + n)));
    spec.put(
        "template",
        Map.of("metadata", Map.of("labels", Map.of("app", "app-" + n)), "spec", podSpec(n)));
    return spec;
  }

  private static Map<String, Object> podSpec(int n) {
    Map<String, Object> spec = new LinkedHashMap<>();
    Map<String, Object> app = container("app", image(n));
    Map<String, Object> proxy = container("proxy", PROXY);
    if (n % 3 != 0) {
      spec.put("automountServiceAccountToken", false);
      spec.put(
          "securityContext",
          Map.of("runAsNonRoot", true, "seccompProfile", Map.of("type", "RuntimeDefault")));
      for (Map<String, Object> container : List.of(app, proxy)) {
        container.put(
            "securityContext",
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
        container.put(
            "resources",
            Map.of(
                "requests", Map.of("cpu", "100m", "memory", "64Mi"),
                "limits", Map.of("memory", "128Mi")));
      }
    }
    spec.put("containers", List.of(app, proxy));
    return spec;
  }

  private static Map<String, Object> container(String name, String image) {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", name);
    container.put("image", image);
    container.put("ports", List.of(Map.of("containerPort", 8080)));
    container.put(
        "env",
        List.of(
            Map.of("name", "LOG_LEVEL", "value", "info"),
            Map.of("name", "UPSTREAM", "value", "http://backend:8080")));
    return container;
  }

  private static Map<String, Object> status(String name, String image) {
    return Map.of(
        "name",
        name,
        "image",
        image,
        "imageID",
        image + "@sha256:" + "%064x".formatted(image.hashCode() & 0xffffffffL));
  }

  private static String image(int n) {
    return "registry.example.com/team-" + n % 20 + "/app-" + n % 200 + ":1." + n % 10;
  }

  private static String namespace(int n) {
    return "team-" + n / WORKLOADS_PER_NAMESPACE;
  }

  private static Map<String, Object> object(
      String apiVersion, String kind, Map<String, Object> metadata) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", metadata);
    return object;
  }

  private static Map<String, Object> metadata(String namespace, String name, String uid) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    metadata.put("uid", uid);
    metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
    return metadata;
  }

  private static Map<String, Object> owner(
      String apiVersion, String kind, String name, String uidOf, int n) {
    return Map.of(
        "apiVersion",
        apiVersion,
        "kind",
        kind,
        "name",
        name,
        "uid",
        uid(uidOf, n),
        "controller",
        true);
  }

  private static String uid(String what, int n) {
    return UUID.nameUUIDFromBytes((what + n).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }
}
