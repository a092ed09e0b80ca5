package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pod Security labels on namespaces that belong to others. */
class NamespaceLabelsTest {
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
  private static final String PROFILE =
      """
      match: {namespaces: {selector: {matchLabels: {tenant: 'yes'}}}}
      podSecurity: {enforce: baseline, warn: restricted, version: v1.30}
      """;

  private final SimulatedCluster cluster = new SimulatedCluster();

  NamespaceLabelsTest() {
    cluster.profile("tenant", PROFILE);
    cluster.namespace("shop", Map.of("tenant", "yes"));
  }

  @Test
  void every_level_is_written_with_its_version() {
    cluster.reconcile();

    assertThat(cluster.labels("shop"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "tenant",
                "yes",
                ENFORCE,
                "baseline",
                ENFORCE + "-version",
                "v1.30",
                "pod-security.kubernetes.io/warn",
                "restricted",
                "pod-security.kubernetes.io/warn-version",
                "v1.30"));
    assertThat(cluster.reconcile()).isZero();
  }

  @Test
  void a_label_of_someone_else_stays_and_is_reported() {
    cluster.label("shop", ENFORCE, "privileged", "kubectl-label");
    cluster.reconcile();

    assertThat(cluster.labels("shop")).containsEntry(ENFORCE, "privileged").hasSize(2);
    assertThat(cluster.outcome("tenant").conflict().message())
        .contains(ENFORCE + "=privileged", "kubectl-label");
  }

  @Test
  void a_label_that_someone_takes_from_us_is_theirs() {
    cluster.reconcile();
    cluster.label("shop", ENFORCE, "privileged", "kubectl-label");

    assertThat(cluster.reconcile()).isZero();
    assertThat(cluster.outcome("tenant").conflict().reason()).isEqualTo("ForeignObject");
  }

  @Test
  void adopt_takes_the_label_of_someone_else_over() {
    cluster.editProfile("tenant", PROFILE + "conflictPolicy: Adopt\n");
    cluster.label("shop", ENFORCE, "privileged", "kubectl-label");
    cluster.reconcile();

    assertThat(cluster.labels("shop")).containsEntry(ENFORCE, "baseline");
  }

  @Test
  void a_level_that_the_profile_no_longer_sets_is_taken_off() {
    cluster.reconcile();
    cluster.editProfile("tenant", PROFILE.replace("warn: restricted, ", ""));
    cluster.reconcile();

    assertThat(cluster.labels("shop"))
        .containsKey(ENFORCE)
        .doesNotContainKey("pod-security.kubernetes.io/warn");
  }

  @Test
  void labels_go_with_the_profile_and_foreign_labels_stay() {
    cluster.reconcile();
    cluster.deleteProfile("tenant");
    cluster.reconcile();

    assertThat(cluster.labels("shop")).containsExactly(Map.entry("tenant", "yes"));
    assertThat(cluster.reconcile()).isZero();
  }

  @Test
  void labels_stay_with_orphan() {
    cluster.editProfile("tenant", PROFILE + "deletionPolicy: Orphan\n");
    cluster.reconcile();
    cluster.deleteProfile("tenant");

    assertThat(cluster.reconcile()).isZero();
  }

  @Test
  void a_restored_namespace_is_taken_over() {
    cluster.reconcile();
    cluster.restoreFromBackup();

    assertThat(cluster.reconcile()).isEqualTo(1);
    assertThat(cluster.reconcile()).isZero();
  }

  @Test
  void the_write_names_the_object_and_the_version_that_were_judged() {
    Step.Apply step = (Step.Apply) cluster.plan().namespaces().getFirst().steps().getFirst();

    assertThat(step.body().get("metadata"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("uid", step.target().uid())
        .containsKey("resourceVersion");
    assertThat(step.force()).isFalse();
  }
}
