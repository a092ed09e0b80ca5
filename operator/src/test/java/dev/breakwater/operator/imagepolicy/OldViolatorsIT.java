package dev.breakwater.operator.imagepolicy;

import static dev.breakwater.operator.imagepolicy.Cluster.pod;
import static dev.breakwater.operator.imagepolicy.Cluster.policy;
import static dev.breakwater.operator.imagepolicy.Cluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What ran before a policy came must be left alone: its controllers update it all the time, and the
 * controllers of Kubernetes do that here.
 */
class OldViolatorsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KubernetesClient client = Cluster.ready();
  private String name = "";
  private String namespace = "";

  @BeforeAll
  static void startControllers() {
    Cluster.ready();
    ControlPlane.shared().startControllerManager();
  }

  @AfterAll
  static void stopControllers() {
    ControlPlane.shared().stopControllerManager();
  }

  @BeforeEach
  void aNamespace() {
    name = Cluster.name("policy");
    namespace = Cluster.namespace(client, Map.of("policy", name));
  }

  @AfterEach
  void removePolicies() {
    client.resources(ImagePolicy.class).delete();
  }

  private void enforce() {
    client.resource(policy(name, "Deny", "{tags: {deny: [latest]}}")).serverSideApply();
    await().until(() -> refusal(client, pod(namespace, "probe", "nginx")).isPresent());
  }

  private Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", "web")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "web")
        .endMetadata()
        .withSpec(pod("", "", "nginx").getSpec())
        .endTemplate()
        .endSpec()
        .build();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private ReplicaSet replicaSet() {
    return client.apps().replicaSets().inNamespace(namespace).list().getItems().getFirst();
  }

  @Test
  void a_deployment_scales_and_its_pods_are_labelled_and_deleted() {
    client.resource(deployment(2)).create();
    await().atMost(PATIENCE).until(() -> pods().size() == 2);
    enforce();

    client.apps().deployments().inNamespace(namespace).withName("web").scale(1);
    await().atMost(PATIENCE).until(() -> replicaSet().getSpec().getReplicas() == 1);
    await().atMost(PATIENCE).until(() -> pods().size() == 1);
    Pod labelled =
        client
            .resource(pods().getFirst())
            .edit(
                pod ->
                    new PodBuilder(pod)
                        .editMetadata()
                        .addToLabels("team", "shop")
                        .endMetadata()
                        .build());
    assertThat(labelled.getMetadata().getLabels()).containsEntry("team", "shop");

    client.apps().deployments().inNamespace(namespace).withName("web").scale(3);
    await().atMost(PATIENCE).until(() -> replicaSet().getSpec().getReplicas() == 3);
    // new pods of an old violator are refused, and Kubernetes says so where people look
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                replicaSet().getStatus().getConditions().stream()
                    .anyMatch(
                        condition ->
                            condition.getType().equals("ReplicaFailure")
                                && condition
                                    .getMessage()
                                    .contains(
                                        "source.tags.deny: nginx (means :latest) matches latest")));

    client.apps().deployments().inNamespace(namespace).withName("web").delete();
    await().atMost(PATIENCE).until(() -> pods().isEmpty());
  }

  @Test
  void a_job_finishes_and_is_deleted() {
    client
        .resource(
            new JobBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("report")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withSpec(pod("", "", "nginx").getSpec().edit().withRestartPolicy("Never").build())
                .endTemplate()
                .endSpec()
                .build())
        .create();
    await().atMost(PATIENCE).until(() -> pods().size() == 1);
    assertThat(pods().getFirst().getMetadata().getFinalizers())
        .containsExactly("batch.kubernetes.io/job-tracking");
    enforce();

    client
        .resource(pods().getFirst())
        .editStatus(
            pod -> new PodBuilder(pod).withNewStatus().withPhase("Succeeded").endStatus().build());

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                succeeded(
                    client.batch().v1().jobs().inNamespace(namespace).withName("report").get()));
    assertThat(pods().getFirst().getMetadata().getFinalizers()).isEmpty();
    client.batch().v1().jobs().inNamespace(namespace).withName("report").delete();
    await().atMost(PATIENCE).until(() -> pods().isEmpty());
  }

  private static boolean succeeded(Job job) {
    return job.getStatus().getConditions().stream()
        .anyMatch(condition -> condition.getType().equals("Complete"));
  }
}
