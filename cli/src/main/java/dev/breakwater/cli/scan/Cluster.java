package dev.breakwater.cli.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from a cluster what the operator watches there. Nothing is ever written. */
final class Cluster {
  /** How many objects one answer brings: bounds its size. */
  private static final int PAGE = 500;

  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT_MILLIS = 30_000;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("v1", "Namespace", "/api/v1/namespaces", true),
          new Kind("v1", "Pod", "/api/v1/pods", true),
          new Kind("v1", "ReplicationController", "/api/v1/replicationcontrollers", true),
          new Kind("v1", "ServiceAccount", "/api/v1/serviceaccounts", true),
          new Kind("v1", "Service", "/api/v1/services", true),
          new Kind("v1", "ResourceQuota", "/api/v1/resourcequotas", true),
          new Kind("v1", "LimitRange", "/api/v1/limitranges", true),
          new Kind("apps/v1", "Deployment", "/apis/apps/v1/deployments", true),
          new Kind("apps/v1", "ReplicaSet", "/apis/apps/v1/replicasets", true),
          new Kind("apps/v1", "StatefulSet", "/apis/apps/v1/statefulsets", true),
          new Kind("apps/v1", "DaemonSet", "/apis/apps/v1/daemonsets", true),
          new Kind("batch/v1", "Job", "/apis/batch/v1/jobs", true),
          new Kind("batch/v1", "CronJob", "/apis/batch/v1/cronjobs", true),
          new Kind(
              "networking.k8s.io/v1",
              "NetworkPolicy",
              "/apis/networking.k8s.io/v1/networkpolicies",
              true),
          new Kind(
              "breakwater.dev/v1alpha1",
              "ImagePolicy",
              "/apis/breakwater.dev/v1alpha1/imagepolicies",
              false));

  /** Listed only where images are read: each node says which platform its images are for. */
  private static final Kind NODE = new Kind("v1", "Node", "/api/v1/nodes", true);

  private final ObjectMapper json = new ObjectMapper();

  /**
   * What is listed.
   *
   * @param path where the API server lists the objects of every namespace
   * @param required whether every cluster has the kind
   */
  private record Kind(String apiVersion, String kind, String path, boolean required) {}

  /** A cluster that cannot be read; the message says why, and what to do. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private Cluster() {}

  /** Everything that is judged, from the cluster that the kubeconfig's {@code context} names. */
  static List<KubernetesObject> read(String context) throws Unreadable {
    return read(context, KINDS);
  }

  /** Its nodes. */
  static List<KubernetesObject> nodes(String context) throws Unreadable {
    return read(context, List.of(NODE));
  }

  private static List<KubernetesObject> read(String context, List<Kind> kinds) throws Unreadable {
    Cluster cluster = new Cluster();
    List<KubernetesObject> objects = new ArrayList<>();
    Config config = config(context);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      for (Kind kind : kinds) {
        cluster.list(client, kind, objects);
      }
    }
    return objects;
  }

  private static Config config(String context) throws Unreadable {
    Config config = Config.autoConfigure(context);
    List<String> known =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    if (!known.contains(context)) {
      throw new Unreadable(
          "--context: the kubeconfig has no context \""
              + context
              + "\"; "
              + (known.isEmpty() ? "it has none: set KUBECONFIG" : "use one of " + known));
    }
    return new ConfigBuilder(config)
        .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
        .withRequestRetryBackoffLimit(1)
        .build();
  }

  private void list(KubernetesClient client, Kind kind, List<KubernetesObject> objects)
      throws Unreadable {
    String next = "";
    do {
      Node page = page(client, kind, next);
      for (Node item : page.at("items").items()) {
        Map<String, Object> body = new LinkedHashMap<>(item.entries());
        body.put("apiVersion", kind.apiVersion());
        body.put("kind", kind.kind());
        objects.add(KubernetesObject.of(Node.of(body), Origin.CLUSTER));
      }
      next = page.at("metadata", "continue").textOr("");
    } while (!next.isEmpty());
  }

  private Node page(KubernetesClient client, Kind kind, String next) throws Unreadable {
    String query =
        "?limit="
            + PAGE
            + (next.isEmpty()
                ? ""
                : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    try {
      @Nullable String answer = client.raw(kind.path() + query);
      return answer == null
          ? missing(kind)
          : Node.of(json.readValue(answer, new TypeReference<Map<String, Object>>() {}));
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return missing(kind);
      }
      throw new Unreadable(
          "cannot list %s: %s"
              .formatted(kind.kind(), Objects.requireNonNullElse(reason(e), e.getMessage())));
    } catch (JsonProcessingException e) {
      throw new Unreadable(
          "cannot list %s: the answer is no JSON: %s"
              .formatted(kind.kind(), e.getOriginalMessage()));
    }
  }

  private static Node missing(Kind kind) throws Unreadable {
    if (kind.required()) {
      throw new Unreadable("cannot list " + kind.kind() + ": the server has no " + kind.path());
    }
    return Node.Absent.ABSENT;
  }

  /** The API server's words, or those of the connection that failed. */
  private static @Nullable String reason(KubernetesClientException failure) {
    if (failure.getStatus() != null) {
      return failure.getStatus().getMessage();
    }
    return failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage();
  }
}
