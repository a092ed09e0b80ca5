package dev.breakwater.operator.imagepolicy;

import static dev.breakwater.operator.imagepolicy.Cluster.OPERATOR_NAMESPACE;
import static dev.breakwater.operator.imagepolicy.Cluster.pod;
import static dev.breakwater.operator.imagepolicy.Cluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.Enforcement;
import dev.breakwater.operator.imagepolicy.AdmissionObjects.FailurePolicy;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of the admission policies, in its order, on a cluster of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdmissionInstallerIT {
  private static final String DENY = "breakwater-images-deny";
  private static final String NOT_YET_FOUND = "failed to find resource referenced by paramKind";

  private static final ControlPlane cluster = ControlPlane.start(ControlPlane.Options.defaults());
  private static final KubernetesClient admin = cluster.admin();
  private static final KubernetesClient operator = Cluster.operator(cluster);
  private static final String namespace = Cluster.namespace(admin, Map.of());

  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private AdmissionInstaller installer(Duration settle) {
    return new AdmissionInstaller(operator, OPERATOR_NAMESPACE, clock, settle);
  }

  private static void untilInstalled(AdmissionInstaller installer) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(installer::ensure, new AdmissionState.Installed()::equals);
  }

  private static Optional<ValidatingAdmissionPolicy> policy(String name) {
    return Optional.ofNullable(
        admin.admissionRegistration().v1().validatingAdmissionPolicies().withName(name).get());
  }

  private static String failurePolicy() {
    return policy(DENY).orElseThrow().getSpec().getFailurePolicy();
  }

  private static List<String> versions() {
    return Stream.<List<? extends HasMetadata>>of(
            admin.admissionRegistration().v1().validatingAdmissionPolicies().list().getItems(),
            admin
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .list()
                .getItems())
        .flatMap(List::stream)
        .filter(object -> object.getMetadata().getName().startsWith("breakwater-"))
        .map(
            object ->
                object.getMetadata().getName() + " " + object.getMetadata().getResourceVersion())
        .toList();
  }

  /** Creates pods all the time that nobody should refuse. */
  private static final class Innocents implements AutoCloseable {
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CompletableFuture<Void> creating = CompletableFuture.runAsync(this::create);

    private void create() {
      while (!stopped.get()) {
        refusal(admin, pod(namespace, "innocent", "nginx:1.27")).ifPresent(refusals::add);
      }
    }

    @Override
    public void close() {
      stopped.set(true);
      creating.join();
    }
  }

  @Test
  @Order(1)
  void without_the_crd_nothing_is_installed() {
    assertThat(installer(Duration.ZERO).ensure())
        .isEqualTo(
            new AdmissionState.NotInstalled(
                "the API server does not serve imagepolicies.breakwater.dev; apply the CRDs"));
    assertThat(versions()).isEmpty();
  }

  @Test
  @Order(2)
  void no_innocent_pod_is_refused_from_the_crd_to_fail() {
    try (Innocents innocents = new Innocents()) {
      cluster.applyDefinitions();
      AdmissionInstaller installer = installer(Duration.ofMinutes(1));
      await()
          .atMost(Duration.ofMinutes(2))
          .until(installer::ensure, new AdmissionState.Settling()::equals);
      assertThat(failurePolicy()).isEqualTo("Ignore");
      now = now.plusSeconds(61);
      untilInstalled(installer);

      assertThat(failurePolicy()).isEqualTo("Fail");
      assertThat(policy(ParameterProbe.NAME)).isEmpty();
      assertThat(innocents.refusals).isEmpty();
    }
  }

  @Test
  @Order(3)
  void what_is_in_place_is_not_written_again_also_by_a_new_operator() {
    List<String> before = versions();
    AdmissionInstaller installer = installer(Duration.ofMinutes(1));

    assertThat(installer.ensure()).isEqualTo(new AdmissionState.Installed());
    assertThat(installer.ensure()).isEqualTo(new AdmissionState.Installed());
    assertThat(versions()).isEqualTo(before).hasSize(6);
  }

  @Test
  @Order(4)
  void an_older_text_is_replaced_without_a_wrong_refusal() {
    ValidatingAdmissionPolicy older =
        new AdmissionObjects(OPERATOR_NAMESPACE).policy(Enforcement.DENY, FailurePolicy.FAIL);
    older.getSpec().getVariables().getFirst().setExpression("false");
    older
        .getSpec()
        .getVariables()
        .add(older.getSpec().getVariables().getFirst().edit().withName("former").build());
    operator.resource(older).fieldManager(OwnedObjects.MANAGER).forceConflicts().serverSideApply();

    try (Innocents innocents = new Innocents()) {
      untilInstalled(installer(Duration.ZERO));
      assertThat(innocents.refusals).isEmpty();
    }

    assertThat(policy(DENY).orElseThrow().getSpec())
        .isEqualTo(
            new AdmissionObjects(OPERATOR_NAMESPACE)
                .policy(Enforcement.DENY, FailurePolicy.FAIL)
                .getSpec());
  }

  @Test
  @Order(5)
  void what_others_change_is_put_back_even_an_added_condition() {
    AdmissionInstaller installer = installer(Duration.ZERO);
    installer.ensure();

    disarm("never");
    admin
        .admissionRegistration()
        .v1()
        .validatingAdmissionPolicyBindings()
        .withName("breakwater-images-warn")
        .delete();
    untilInstalled(installer);

    assertThat(policy(DENY).orElseThrow().getSpec().getMatchConditions()).hasSize(1);
    assertThat(versions()).hasSize(6);
  }

  @Test
  @Order(6)
  void who_takes_it_back_again_and_again_is_named() {
    AdmissionInstaller installer = installer(Duration.ZERO);
    installer.ensure();
    for (int i = 0; i < 3; i++) {
      disarm("never" + i);
      untilInstalled(installer);
    }

    disarm("never");

    assertThat(installer.ensure())
        .isEqualTo(
            new AdmissionState.Conflicted(
                "ValidatingAdmissionPolicy " + DENY, Optional.of("somebody")));
    now = now.plus(Duration.ofMinutes(11));
    untilInstalled(installer);
  }

  private static void disarm(String condition) {
    admin
        .resource(
            new ValidatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(DENY)
                .endMetadata()
                .withNewSpec()
                .addNewMatchCondition()
                .withName(condition)
                .withExpression("false")
                .endMatchCondition()
                .endSpec()
                .build())
        .fieldManager("somebody")
        .forceConflicts()
        .serverSideApply();
  }

  /**
   * An API server that has just begun may look for kinds before it serves the CRDs, and looks again
   * after 30 s ({@code k8s.io/apiserver}, {@code options.AdmissionOptions.ApplyTo}). A policy that
   * must not fail open refuses until then; for this reason alone, and not for longer.
   */
  @Test
  @Order(7)
  void a_new_start_of_the_api_server_refuses_no_innocent_pod_once_it_knows_the_kind() {
    cluster.restartApiServer();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Optional<String> refusal = refusal(admin, pod(namespace, "innocent", "nginx:1.27"));
              assertThat(refusal.orElse(NOT_YET_FOUND)).contains(NOT_YET_FOUND);
              return refusal.isEmpty();
            });
  }

  @Test
  @Order(8)
  void when_the_crd_goes_nothing_can_be_refused_any_more() {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("imagepolicies.breakwater.dev")
        .delete();
    AdmissionInstaller installer = installer(Duration.ZERO);

    await().until(installer::ensure, AdmissionState.NotInstalled.class::isInstance);
    assertThat(failurePolicy()).isEqualTo("Ignore");

    cluster.restartApiServer();
    assertThat(refusal(admin, pod(namespace, "innocent", "nginx:1.27"))).isEmpty();
  }

  @Test
  @Order(9)
  void the_crd_may_come_back() {
    try (Innocents innocents = new Innocents()) {
      cluster.applyDefinitions();
      untilInstalled(installer(Duration.ZERO));

      assertThat(innocents.refusals).isEmpty();
    }
  }
}
