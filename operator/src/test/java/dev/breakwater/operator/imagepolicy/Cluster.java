package dev.breakwater.operator.imagepolicy;

import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The shared control plane with the admission policies in place, and words to use it. */
final class Cluster {
  static final String OPERATOR_NAMESPACE = "breakwater-system";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static boolean installed;

  private Cluster() {}

  /** A client that may do everything, on a cluster that enforces ImagePolicies. */
  static synchronized KubernetesClient ready() {
    ControlPlane cluster = ControlPlane.shared();
    if (!installed) {
      AdmissionInstaller installer =
          new AdmissionInstaller(
              operator(cluster), OPERATOR_NAMESPACE, Clock.systemUTC(), Duration.ZERO);
      await()
          .atMost(Duration.ofMinutes(2))
          .until(installer::ensure, new AdmissionState.Installed()::equals);
      installed = true;
    }
    return cluster.admin();
  }

  /** A client with the rights of the operator and no others. */
  static KubernetesClient operator(ControlPlane cluster) {
    namespace(cluster.admin(), OPERATOR_NAMESPACE, Map.of());
    cluster
        .admin()
        .load(Cluster.class.getResourceAsStream("rights.yaml"))
        .forceConflicts()
        .serverSideApply();
    return cluster.as(
        "system:serviceaccount:" + OPERATOR_NAMESPACE + ":breakwater-image-policies",
        "system:serviceaccounts",
        "system:authenticated");
  }

  static String name(String prefix) {
    return prefix + "-" + NAMES.incrementAndGet();
  }

  static String namespace(KubernetesClient client, Map<String, String> labels) {
    return namespace(client, name("images"), labels);
  }

  private static String namespace(
      KubernetesClient client, String name, Map<String, String> labels) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .serverSideApply();
    return name;
  }

  /** A policy for the namespaces with the label {@code policy=name}. */
  static ImagePolicy policy(String name, String enforcement, String source) {
    return policy(
        name,
        "{namespaces: {selector: {matchLabels: {policy: " + name + "}}}}",
        enforcement,
        source);
  }

  static ImagePolicy policy(String name, String match, String enforcement, String source) {
    return Serialization.unmarshal(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: %s}
        spec: {match: %s, enforcement: %s, source: %s}
        """
            .formatted(name, match, enforcement, source),
        ImagePolicy.class);
  }

  static Pod pod(String namespace, String name, String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage(image)
        .endContainer()
        .endSpec()
        .build();
  }

  /** What the API server says when this is created, without creating it; empty when it agrees. */
  static Optional<String> refusal(KubernetesClient client, HasMetadata object) {
    try {
      client.resource(object).dryRun().create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(String.valueOf(e.getStatus().getMessage()));
    }
  }
}
