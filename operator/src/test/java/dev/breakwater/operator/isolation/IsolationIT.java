package dev.breakwater.operator.isolation;

import static dev.breakwater.operator.isolation.TestCluster.PLANE;
import static dev.breakwater.operator.isolation.TestCluster.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ChildInventory;
import dev.breakwater.engine.isolation.Marks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Isolation on a real API server, with no more rights than it is given. */
class IsolationIT {
  private static final AtomicInteger SERIAL = new AtomicInteger();
  private static final String INGRESS = "isolation: {ingress: SameNamespace}\n";
  private static final String WHOLE =
      """
      isolation: {ingress: SameNamespace, egress: Namespaces}
      allow:
      - name: from-gateway
        direction: Ingress
        peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateway}}}]
        ports: [{port: 8080}]
      quota: {hard: {pods: "50", requests.cpu: 20000m}}
      limits: [{type: Container, defaultRequest: {cpu: "0.1"}}]
      podSecurity: {enforce: baseline}
      """;
  private static final String[] ALL = {
    "NetworkPolicy/breakwater-tenant-essential-dns",
    "NetworkPolicy/breakwater-tenant-essential-apiserver",
    "NetworkPolicy/breakwater-tenant-allow-from-gateway",
    "NetworkPolicy/breakwater-tenant-isolate",
    "LimitRange/breakwater-tenant",
    "ResourceQuota/breakwater-tenant"
  };

  private final TestCluster cluster = new TestCluster();
  private final String tenant = "t" + SERIAL.incrementAndGet();
  private final String shop = "shop-" + tenant;

  @BeforeAll
  static void install() {
    new TestCluster().install();
  }

  @AfterEach
  void clean() {
    cluster.clean();
  }

  private String forTenant(String rest) {
    return "match: {namespaces: {selector: {matchLabels: {tenant: " + tenant + "}}}}\n" + rest;
  }

  private void shopOfTenant() {
    cluster.namespace(shop, Map.of("tenant", tenant));
  }

  private static RunningIsolation operator() {
    return RunningIsolation.start(PLANE);
  }

  private void patch(String kind, String name, String patch) {
    cluster.kubectl("patch", kind, name, "-n", shop, "--type=merge", "-p", patch);
  }

  private Object spec(String kind, String name) {
    return cluster.child(kind, shop, name).get("spec");
  }

  @Test
  void a_profile_isolates_its_namespaces_and_says_when_it_has() {
    try (RunningIsolation _ = operator()) {
      shopOfTenant();
      cluster.profile("tenant", forTenant(WHOLE));
      cluster.awaitReady("tenant", 1);
    }

    assertThat(cluster.names(shop)).containsExactlyInAnyOrder(ALL);
    assertThat(cluster.labels(shop))
        .containsEntry("pod-security.kubernetes.io/enforce", "baseline")
        .containsEntry("pod-security.kubernetes.io/enforce-version", "latest");
    assertThat(cluster.profile("tenant").getStatus().getInventory())
        .isNotNull()
        .extracting(ChildInventory::getCount)
        .isEqualTo(6);
    assertThat(cluster.unsettled(shop)).isEmpty();
  }

  @Test
  void nothing_is_written_when_nothing_has_changed() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
    }
    Map<String, String> before = cluster.versions(shop);
    List<String> children =
        cluster.children(shop).stream()
            .map(child -> child.getMetadata().getResourceVersion())
            .toList();

    try (RunningIsolation _ = operator()) {
      cluster.namespace("late-" + tenant, Map.of("tenant", tenant));
      cluster.awaitReady("tenant", 2);
    }

    assertThat(cluster.versions(shop)).isEqualTo(before);
    assertThat(cluster.children(shop))
        .extracting(child -> child.getMetadata().getResourceVersion())
        .isEqualTo(children);
  }

  @Test
  void a_status_that_would_say_the_same_is_not_written() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(INGRESS));
    cluster.profile("other", forTenant(INGRESS).replace(tenant, "nobody"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.awaitReady("other", 0);
    }
    String version = cluster.profile("tenant").getMetadata().getResourceVersion();

    try (RunningIsolation _ = operator()) {
      cluster.profile("other", forTenant(INGRESS).replace(tenant, "somebody"));
      cluster.awaitReady("other", 0);
    }

    assertThat(cluster.profile("tenant").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void drift_is_put_right_and_an_event_names_who_caused_it() {
    shopOfTenant();
    cluster.profile("tenant", forTenant("isolation: {egress: SameNamespace}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      Object wanted = spec("NetworkPolicy", "breakwater-tenant-isolate");

      patch(
          "networkpolicy",
          "breakwater-tenant-isolate",
          "{\"spec\":{\"ingress\":[{}],\"policyTypes\":[\"Ingress\"]}}");

      patiently()
          .untilAsserted(
              () ->
                  assertThat(spec("NetworkPolicy", "breakwater-tenant-isolate")).isEqualTo(wanted));
      patiently()
          .untilAsserted(
              () ->
                  assertThat(cluster.notes("tenant"))
                      .anySatisfy(
                          note ->
                              assertThat(note)
                                  .contains(
                                      "DriftRepaired",
                                      shop + "/breakwater-tenant-isolate",
                                      "kubectl-patch")));
    }
  }

  @Test
  void a_rule_that_someone_adds_where_the_profile_has_none_is_taken_out_again() {
    shopOfTenant();
    cluster.profile("tenant", forTenant("isolation: {egress: SameNamespace}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);

      patch("networkpolicy", "breakwater-tenant-isolate", "{\"spec\":{\"ingress\":[{}]}}");

      patiently()
          .untilAsserted(
              () ->
                  assertThat(spec("NetworkPolicy", "breakwater-tenant-isolate").toString())
                      .doesNotContain("ingress"));
    }
  }

  @Test
  void a_deleted_child_comes_back() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(INGRESS));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.kubectl("delete", "networkpolicy", "-n", shop, "breakwater-tenant-isolate");

      cluster.awaitNames(shop, "NetworkPolicy/breakwater-tenant-isolate");
    }
  }

  @Test
  void whoever_takes_it_back_three_times_gets_a_conflict_and_no_fight() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(INGRESS));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      for (int fight = 0; fight < 3; fight++) {
        patiently()
            .untilAsserted(
                () ->
                    assertThat(spec("NetworkPolicy", "breakwater-tenant-isolate").toString())
                        .contains("podSelector={}}"));
        patch("networkpolicy", "breakwater-tenant-isolate", "{\"spec\":{\"ingress\":[{}]}}");
      }
      cluster.awaitReason("tenant", "Conflicted", "TakenBack");

      assertThat(cluster.condition("tenant", "Conflicted").getMessage()).contains("kubectl-patch");
      assertThat(cluster.condition("tenant", "Ready").getStatus()).isEqualTo("False");
      assertThat(spec("NetworkPolicy", "breakwater-tenant-isolate").toString())
          .contains("ingress=[{}]");
    }
  }

  @Test
  void a_quota_of_someone_else_is_not_touched() {
    shopOfTenant();
    cluster.kubectl("create", "quota", "breakwater-tenant", "-n", shop, "--hard=pods=3");
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReason("tenant", "Conflicted", "ForeignObject");
    }

    GenericKubernetesResource quota = cluster.child("ResourceQuota", shop, "breakwater-tenant");
    assertThat(quota.get("spec", "hard").toString()).isEqualTo("{pods=3}");
    assertThat(quota.getMetadata().getManagedFields())
        .noneMatch(entry -> entry.getManager().equals(Marks.FIELD_MANAGER));
    assertThat(cluster.condition("tenant", "Conflicted").getMessage())
        .contains("ResourceQuota " + shop + "/breakwater-tenant", "kubectl-create");
    assertThat(cluster.names(shop)).contains("NetworkPolicy/breakwater-tenant-isolate");
    patiently()
        .untilAsserted(
            () ->
                assertThat(cluster.notes("tenant"))
                    .anySatisfy(note -> assertThat(note).startsWith("Conflicted: ")));
  }

  @Test
  void what_someone_else_made_is_adopted_when_the_profile_says_so() {
    shopOfTenant();
    cluster.kubectl("create", "quota", "breakwater-tenant", "-n", shop, "--hard=pods=3");
    cluster.profile("tenant", forTenant("conflictPolicy: Adopt\nquota: {hard: {pods: \"50\"}}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
    }

    assertThat(
            cluster
                .child("ResourceQuota", shop, "breakwater-tenant")
                .get("spec", "hard")
                .toString())
        .isEqualTo("{pods=50}");
    assertThat(cluster.notes("tenant"))
        .anySatisfy(note -> assertThat(note).contains("TakenOver", "kubectl-create"));
  }

  @Test
  void what_the_api_server_refuses_is_said_in_its_words() {
    shopOfTenant();
    cluster.profile("tenant", forTenant("quota: {hard: {no-such-resource: \"1\"}}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReason("tenant", "Ready", "ApplyFailed");
    }

    assertThat(cluster.condition("tenant", "Ready").getMessage())
        .contains("ResourceQuota " + shop + "/breakwater-tenant", "no-such-resource");
  }

  @Test
  void a_pod_security_label_of_someone_else_is_not_touched() {
    cluster.namespace(
        shop, Map.of("tenant", tenant, "pod-security.kubernetes.io/enforce", "privileged"));
    cluster.profile("tenant", forTenant("podSecurity: {enforce: restricted}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReason("tenant", "Conflicted", "ForeignObject");
    }

    assertThat(cluster.labels(shop))
        .containsEntry("pod-security.kubernetes.io/enforce", "privileged")
        .doesNotContainKey("pod-security.kubernetes.io/enforce-version");
  }

  @Test
  void everything_goes_with_the_profile_and_nothing_else() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.kubectl("create", "quota", "own", "-n", shop, "--hard=pods=3");
      cluster.deleteProfile("tenant");

      cluster.awaitNames(shop, "ResourceQuota/own");
      patiently()
          .untilAsserted(
              () ->
                  assertThat(cluster.labels(shop))
                      .doesNotContainKey("pod-security.kubernetes.io/enforce")
                      .containsEntry("tenant", tenant));
    }
  }

  @Test
  void orphans_stay_when_the_profile_goes() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE + "deletionPolicy: Orphan\n"));
    cluster.namespace("gone-" + tenant, Map.of("tenant", "gone-" + tenant));
    cluster.profile("gone", forTenant(INGRESS).replace(tenant, "gone-" + tenant));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.awaitReady("gone", 1);
      cluster.deleteProfile("tenant");
      cluster.deleteProfile("gone");
      cluster.awaitNames("gone-" + tenant);
    }

    assertThat(cluster.names(shop)).containsExactlyInAnyOrder(ALL);
    assertThat(cluster.labels(shop)).containsKey("pod-security.kubernetes.io/enforce");
  }

  @Test
  void what_a_profile_made_goes_even_if_it_was_deleted_while_the_operator_was_away() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
    }
    cluster.deleteProfile("tenant");

    try (RunningIsolation _ = operator()) {
      cluster.awaitNames(shop);
      patiently()
          .untilAsserted(
              () ->
                  assertThat(cluster.labels(shop))
                      .doesNotContainKey("pod-security.kubernetes.io/enforce"));
    }
  }

  @Test
  void a_renamed_rule_replaces_its_policy() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.profile("tenant", forTenant(WHOLE.replace("from-gateway", "from-edge")));
      cluster.awaitReady("tenant", 1);
    }

    assertThat(cluster.names(shop))
        .contains("NetworkPolicy/breakwater-tenant-allow-from-edge")
        .doesNotContain("NetworkPolicy/breakwater-tenant-allow-from-gateway");
  }

  @Test
  void a_namespace_that_stops_matching_is_released() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.kubectl("label", "namespace", shop, "tenant-");

      cluster.awaitNames(shop);
      cluster.awaitReady("tenant", 0);
    }
    assertThat(cluster.labels(shop)).doesNotContainKey("pod-security.kubernetes.io/enforce");
  }

  @Test
  void of_two_profiles_one_has_the_namespace_both_say_so_and_the_other_inherits_it() {
    shopOfTenant();
    cluster.profile("ant", forTenant(INGRESS));
    patiently()
        .until(
            () ->
                java.time.Instant.now()
                    .isAfter(
                        java.time.Instant.parse(
                                cluster.profile("ant").getMetadata().getCreationTimestamp())
                            .plusSeconds(1)));
    cluster.profile("aardvark", forTenant("quota: {hard: {pods: \"5\"}}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("ant", 1);
      cluster.awaitReason("aardvark", "Conflicted", "OtherProfile");
      cluster.awaitReason("ant", "Conflicted", "Precedence");
      assertThat(cluster.names(shop)).containsExactly("NetworkPolicy/breakwater-ant-isolate");
      assertThat(cluster.condition("aardvark", "Conflicted").getMessage()).contains(shop, "ant");

      cluster.deleteProfile("ant");

      cluster.awaitReady("aardvark", 1);
      cluster.awaitNames(shop, "ResourceQuota/breakwater-aardvark");
    }
  }

  @Test
  void a_restored_backup_is_taken_over() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
    }
    List<GenericKubernetesResource> backup = cluster.children(shop);
    cluster.deleteProfile("tenant");
    for (GenericKubernetesResource child : backup) {
      PLANE.admin().resource(child).delete();
      child.getMetadata().setUid(null);
      child.getMetadata().setResourceVersion(null);
      child.getMetadata().setManagedFields(null);
      PLANE.admin().resource(child).create();
    }
    cluster.profile("tenant", forTenant(WHOLE));

    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
    }

    String uid = cluster.profile("tenant").getMetadata().getUid();
    assertThat(cluster.children(shop))
        .hasSize(6)
        .allSatisfy(
            child -> {
              assertThat(child.getMetadata().getAnnotations())
                  .containsEntry(Marks.PROFILE_UID, uid);
              assertThat(child.getMetadata().getManagedFields())
                  .anyMatch(entry -> entry.getManager().equals(Marks.FIELD_MANAGER));
            });
  }

  @Test
  void wherever_it_is_killed_the_next_one_finishes_the_work() {
    for (int survived = 0; survived < 7; survived++) {
      String namespace = "killed-" + tenant + "-" + survived;
      cluster.namespace(namespace, Map.of("tenant", namespace));
      cluster.profile("tenant", forTenant(WHOLE).replace(tenant, namespace));
      AtomicInteger left = new AtomicInteger(survived);
      try (RunningIsolation _ =
          RunningIsolation.start(
              PLANE,
              writes ->
                  step -> {
                    if (left.getAndDecrement() <= 0) {
                      throw new KubernetesClientException("killed", 503, null);
                    }
                    writes.carryOut(step);
                  })) {
        patiently().until(() -> left.get() < 0);
      }
      try (RunningIsolation _ = operator()) {
        cluster.awaitReady("tenant", 1);
      }
      assertThat(cluster.names(namespace)).containsExactlyInAnyOrder(ALL);
      cluster.deleteProfile("tenant");
    }
  }

  @Test
  void a_step_that_fails_for_a_while_is_tried_until_it_succeeds_and_the_status_says_why() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    java.util.concurrent.atomic.AtomicBoolean broken =
        new java.util.concurrent.atomic.AtomicBoolean(true);
    try (RunningIsolation _ =
        RunningIsolation.start(
            PLANE,
            writes ->
                step -> {
                  if (broken.get() && step.target().kind().equals("LimitRange")) {
                    throw new KubernetesClientException("etcd is away", 500, null);
                  }
                  writes.carryOut(step);
                })) {
      cluster.awaitReason("tenant", "Ready", "ApplyFailed");
      assertThat(cluster.condition("tenant", "Ready").getMessage())
          .contains("LimitRange", "etcd is away");
      assertThat(cluster.names(shop)).doesNotContain("ResourceQuota/breakwater-tenant");

      broken.set(false);
      cluster.awaitReady("tenant", 1);
    }
  }

  @Test
  void a_restart_of_the_api_server_is_survived() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(INGRESS));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      PLANE.restartApiServer();
      cluster.namespace("after-" + tenant, Map.of("tenant", tenant));

      cluster.awaitReady("tenant", 2);
    }
  }

  @Test
  void nothing_is_written_while_paused() {
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE + "mode: Paused\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReason("tenant", "Ready", "Paused");
    }

    assertThat(cluster.names(shop)).isEmpty();
  }

  @Test
  void egress_is_isolated_only_once_dns_is_found() {
    cluster.kubectl("delete", "service", "-n", "kube-system", "kube-dns");
    shopOfTenant();
    cluster.profile("tenant", forTenant("isolation: {egress: SameNamespace}\n"));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReason("tenant", "Ready", "EssentialsNotFound");
      assertThat(cluster.names(shop)).isEmpty();

      cluster.install();
      cluster.awaitReady("tenant", 1);
    } finally {
      cluster.install();
    }
    assertThat(cluster.names(shop)).contains("NetworkPolicy/breakwater-tenant-essential-dns");
  }

  @Test
  void a_namespace_that_is_deleted_goes_and_does_not_come_back() {
    PLANE.startControllerManager();
    shopOfTenant();
    cluster.profile("tenant", forTenant(WHOLE));
    try (RunningIsolation _ = operator()) {
      cluster.awaitReady("tenant", 1);
      cluster.kubectl("delete", "namespace", shop, "--wait=true", "--timeout=60s");

      cluster.awaitReady("tenant", 0);
      assertThat(PLANE.admin().namespaces().withName(shop).get()).isNull();
    } finally {
      PLANE.stopControllerManager();
    }
  }
}
