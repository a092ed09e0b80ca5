package dev.breakwater.operator.imagepolicy;

import static dev.breakwater.operator.imagepolicy.Cluster.OPERATOR_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicyStatus;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reconciler under the operator's rights. */
class ImagePolicyReconcilerIT {
  private final KubernetesClient client = ControlPlane.shared().admin();
  private final AtomicReference<Inventory> inventory =
      new AtomicReference<>(Inventories.of("nginx:1.27"));
  private final AtomicReference<AdmissionState> admission =
      new AtomicReference<>(new AdmissionState.Installing());
  private final ImagePolicyReconciler reconciler =
      new ImagePolicyReconciler(
          inventory::get, ImageScans.NONE, admission::get, OPERATOR_NAMESPACE, Clock.systemUTC());
  private final Operator operator =
      new Operator(
          overrider ->
              overrider
                  .withKubernetesClient(Cluster.operator(ControlPlane.shared()))
                  .withCloseClientOnStop(false));
  private final String name = Cluster.name("status");

  @BeforeEach
  void start() {
    operator.register(reconciler);
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.stop();
    client.resources(ImagePolicy.class).delete();
  }

  private ImagePolicy policy() {
    return client.resources(ImagePolicy.class).withName(name).get();
  }

  private ImagePolicyStatus awaitStatus(Predicate<ImagePolicyStatus> wanted) {
    await().until(() -> policy().getStatus(), status -> status != null && wanted.test(status));
    ImagePolicyStatus status = policy().getStatus();
    assertThat(status).isNotNull();
    return status;
  }

  private static Condition ready(ImagePolicyStatus status) {
    return status.getConditions().getFirst();
  }

  @Test
  void the_status_follows_the_policy_what_runs_and_the_admission_policies() {
    client
        .resource(
            Cluster.policy(
                name, "{namespaces: {selector: {}}}", "Deny", "{tags: {deny: [latest]}}"))
        .serverSideApply();
    ImagePolicyStatus first = awaitStatus(status -> status.getImages() != null);
    assertThat(ready(first).getStatus()).isEqualTo("False");
    assertThat(ready(first).getReason()).isEqualTo("Installing");
    assertThat(first.getObservedGeneration()).isEqualTo(1);

    inventory.set(Inventories.of("nginx"));
    admission.set(new AdmissionState.Installed());
    reconciler.somethingChanged();
    ImagePolicyStatus second = awaitStatus(status -> ready(status).getStatus().equals("True"));
    assertThat(ready(second).getMessage())
        .isEqualTo("the API server refuses what brings in a violation");
    assertThat(second.getWorkloadsViolating()).isEqualTo(1);
    assertThat(second.getWouldBlock())
        .satisfies(
            blocked -> {
              assertThat(blocked.getWorkloads()).isEqualTo(1);
              assertThat(blocked.getTop().getFirst().getProblem())
                  .isEqualTo(
                      "source.tags.deny: nginx (means :latest) matches latest; name another"
                          + " version");
            });

    client
        .resource(Cluster.policy(name, "{namespaces: {selector: {}}}", "Warn", "{digest: Require}"))
        .forceConflicts()
        .serverSideApply();
    ImagePolicyStatus third =
        awaitStatus(status -> Long.valueOf(2).equals(status.getObservedGeneration()));
    assertThat(ready(third).getMessage())
        .isEqualTo("the API server warns whoever brings in a violation");
    assertThat(ready(third).getLastTransitionTime())
        .isEqualTo(ready(second).getLastTransitionTime());
  }

  @Test
  void a_status_that_is_right_is_not_written_again() {
    client
        .resource(
            Cluster.policy(
                name, "{namespaces: {selector: {}}}", "Audit", "{tags: {deny: [latest]}}"))
        .serverSideApply();
    awaitStatus(status -> status.getImages() != null);
    String version = policy().getMetadata().getResourceVersion();
    // what is handled after the first trigger shows that the first was
    reconciler.somethingChanged();
    String other = Cluster.name("other");
    client
        .resource(
            Cluster.policy(
                other, "{namespaces: {selector: {}}}", "Audit", "{tags: {deny: [latest]}}"))
        .serverSideApply();
    await()
        .until(() -> client.resources(ImagePolicy.class).withName(other).get().getStatus() != null);

    assertThat(policy().getMetadata().getResourceVersion()).isEqualTo(version);
  }
}
