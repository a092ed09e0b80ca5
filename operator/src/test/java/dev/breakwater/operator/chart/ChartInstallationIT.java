package dev.breakwater.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.testing.ControlPlane;
import dev.breakwater.testing.Kubectl;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart on a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartInstallationIT {
  private static final String HOME = "breakwater-system";
  private static final String OPERATOR = "system:serviceaccount:" + HOME + ":breakwater";
  private static final Map<String, String> OURS =
      Map.of("app.kubernetes.io/managed-by", "breakwater");

  @TempDir static Path folder;
  private final ControlPlane cluster = ControlPlane.start(ControlPlane.Options.defaults());
  private final KubernetesClient admin = cluster.admin();
  private final Kubectl kubectl = cluster.kubectl();

  @BeforeAll
  void install() {
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(HOME)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    helm("install", "breakwater", "charts/breakwater").orFail();
    kubectl.run("wait", "--for=condition=Established", "crds", "--all").orFail();
    awaitRestraint();
  }

  /**
   * A new admission policy acts about a second after it was created, and so do new rights: whatever
   * installs the chart waits for both, or the next test would meet an operator without restraint.
   */
  private void awaitRestraint() {
    String namespace = namespace(Map.of());
    KubernetesClient operator = cluster.asServiceAccount(HOME, "breakwater");
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(
                        () ->
                            patch(
                                operator,
                                namespace,
                                "{\"metadata\":{\"labels\":{\"attempt\":\"%s\"}}}"
                                    .formatted(UUID.randomUUID())))
                    .hasMessageContaining("only the labels pod-security.kubernetes.io/*"));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void its_pods_pass_the_restricted_standard() {
    PodTemplateSpec template =
        admin
            .apps()
            .deployments()
            .inNamespace(HOME)
            .withName("breakwater")
            .get()
            .getSpec()
            .getTemplate();

    assertThatCode(
            () ->
                admin
                    .resource(
                        new PodBuilder()
                            .withNewMetadata()
                            .withName("one-of-them")
                            .withNamespace(HOME)
                            .endMetadata()
                            .withSpec(template.getSpec())
                            .build())
                    .dryRun()
                    .create())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list pods -A",
        "watch deployments.apps -A",
        "list networkpolicies.networking.k8s.io -A",
        "patch scanschedules.breakwater.dev --subresource=status",
        "create securityreports.breakwater.dev -n shop",
        "patch namespaces",
        "create networkpolicies.networking.k8s.io -n shop",
        "patch validatingadmissionpolicies.admissionregistration.k8s.io/breakwater-images-deny",
        "update leases.coordination.k8s.io/breakwater -n " + HOME,
        "create events.events.k8s.io -n shop",
      })
  void the_operator_may_do_what_it_is_there_for(String request) {
    assertThat(may(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get secrets -A",
        "list configmaps -A",
        "create namespaces",
        "delete namespaces",
        "create pods -n shop",
        "create pods -n shop --subresource=exec",
        "patch deployments.apps -n shop",
        "delete pods -n shop",
        "patch validatingadmissionpolicies.admissionregistration.k8s.io/somebody-elses",
        "delete"
            + " validatingadmissionpolicybindings.admissionregistration.k8s.io/breakwater-self-restraint",
        "patch imagepolicies.breakwater.dev",
        "delete scanschedules.breakwater.dev",
        "update customresourcedefinitions.apiextensions.k8s.io",
        "patch clusterroles.rbac.authorization.k8s.io",
        "impersonate users",
        "update leases.coordination.k8s.io/breakwater -n kube-system",
        "update leases.coordination.k8s.io/another -n " + HOME,
      })
  void the_operator_may_do_nothing_else(String request) {
    assertThat(may(request)).isFalse();
  }

  @Test
  void a_feature_that_is_switched_off_takes_its_rights_along() {
    helm(
            "upgrade",
            "breakwater",
            "charts/breakwater",
            "--set",
            "features.isolation=false,features.imagePolicies=false")
        .orFail();

    // The API server's authorizer learns of changed roles by watching them, a moment later.
    await().until(() -> !may("create networkpolicies.networking.k8s.io -n shop"));
    await().until(() -> !may("patch namespaces"));
    await().until(() -> !may("create validatingadmissionpolicies.admissionregistration.k8s.io"));
    await().until(() -> !may("list imagepolicies.breakwater.dev"));
    assertThat(may("create securityreports.breakwater.dev -n shop")).isTrue();

    helm("upgrade", "breakwater", "charts/breakwater", "--reset-values").orFail();
    await().until(() -> may("create networkpolicies.networking.k8s.io -n shop"));
    awaitRestraint();
  }

  @Test
  void of_a_namespace_the_operator_may_change_nothing_but_pod_security_and_its_own_marks() {
    String name = namespace(Map.of("env", "production"));
    KubernetesClient operator = cluster.asServiceAccount(HOME, "breakwater");

    patch(
        operator,
        name,
        "{\"metadata\":{\"labels\":{\"pod-security.kubernetes.io/enforce\":\"baseline\"}}}");
    patch(
        operator, name, "{\"metadata\":{\"annotations\":{\"breakwater.dev/profile\":\"tenant\"}}}");

    assertThatThrownBy(
            () -> patch(operator, name, "{\"metadata\":{\"labels\":{\"env\":\"test\"}}}"))
        .hasMessageContaining("only the labels pod-security.kubernetes.io/*");
    assertThatThrownBy(() -> patch(operator, name, "{\"metadata\":{\"labels\":{\"env\":null}}}"))
        .hasMessageContaining("only the labels pod-security.kubernetes.io/*");
    assertThatThrownBy(
            () -> patch(operator, name, "{\"metadata\":{\"annotations\":{\"owner\":\"me\"}}}"))
        .hasMessageContaining("only the annotations breakwater.dev/*");
  }

  @Test
  void the_operator_may_touch_only_policies_that_bear_its_label() {
    String namespace = namespace(Map.of());
    KubernetesClient operator = cluster.asServiceAccount(HOME, "breakwater");
    admin.resource(policy(namespace, "theirs", Map.of())).create();
    admin.resource(policy(namespace, "breakwater-tenant-isolate", Map.of())).create();

    apply(operator, policy(namespace, "breakwater-tenant-allow", OURS));
    apply(operator, policy(namespace, "breakwater-tenant-isolate", OURS));
    operator.resource(policy(namespace, "breakwater-tenant-allow", OURS)).delete();

    assertThatThrownBy(() -> apply(operator, policy(namespace, "new", Map.of())))
        .hasMessageContaining("labelled app.kubernetes.io/managed-by=breakwater");
    assertThatThrownBy(() -> apply(operator, policy(namespace, "theirs", OURS)))
        .hasMessageContaining("labelled app.kubernetes.io/managed-by=breakwater");
    assertThatThrownBy(() -> operator.resource(policy(namespace, "theirs", OURS)).delete())
        .hasMessageContaining("labelled app.kubernetes.io/managed-by=breakwater");
  }

  @Test
  void others_are_not_restrained() {
    String namespace = namespace(Map.of());

    assertThatCode(() -> apply(admin, policy(namespace, "anything", Map.of())))
        .doesNotThrowAnyException();
  }

  @Test
  void whoever_may_view_a_namespace_may_read_its_reports() {
    cluster.startControllerManager();
    kubectl
        .run(
            "create", "rolebinding", "reader", "-n", "default", "--clusterrole=view", "--user=jane")
        .orFail();
    kubectl
        .run(
            "wait",
            "clusterrole/view",
            "--timeout=60s",
            "--for=jsonpath={.rules[?(@.apiGroups[0]==\"breakwater.dev\")].verbs[0]}=get")
        .orFail();

    assertThat(
            kubectl
                .run(
                    "auth",
                    "can-i",
                    "list",
                    "securityreports.breakwater.dev",
                    "-n",
                    "default",
                    "--as=jane")
                .output()
                .strip())
        .isEqualTo("yes");
    assertThat(
            kubectl
                .run(
                    "auth",
                    "can-i",
                    "delete",
                    "securityreports.breakwater.dev",
                    "-n",
                    "default",
                    "--as=jane")
                .output()
                .strip())
        .isEqualTo("no");
    assertThat(
            kubectl
                .run(
                    "auth",
                    "can-i",
                    "list",
                    "securityreports.breakwater.dev",
                    "-n",
                    HOME,
                    "--as=jane")
                .output()
                .strip())
        .isEqualTo("no");
  }

  @Test
  void uninstalling_leaves_protection_in_place_and_a_new_installation_takes_over() {
    String namespace = namespace(Map.of());
    admin.resource(policy(namespace, "breakwater-tenant-isolate", OURS)).create();
    kubectl
        .runWithInput(
            """
            apiVersion: breakwater.dev/v1alpha1
            kind: ScanSchedule
            metadata: {name: stays}
            spec: {schedule: "0 2 * * *", match: {namespaces: {selector: {}}}}
            """,
            "apply",
            "-f",
            "-")
        .orFail();

    helm("uninstall", "breakwater").orFail();

    assertThat(kubectl.run("get", "scanschedule", "stays").exitCode()).isZero();
    assertThat(
            kubectl
                .run("get", "networkpolicy", "-n", namespace, "breakwater-tenant-isolate")
                .exitCode())
        .isZero();
    assertThat(kubectl.run("get", "deployment", "-n", HOME, "breakwater").exitCode()).isNotZero();
    await().until(() -> !may("list pods -A"));

    String notes = helm("install", "breakwater", "charts/breakwater").orFail();

    assertThat(notes).contains("`helm uninstall breakwater` leaves protection in place");
    await().until(() -> may("list pods -A"));
    awaitRestraint();
  }

  private Command.Result helm(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--namespace";
    all[arguments.length + 1] = HOME;
    return Command.helm(cluster.kubeconfig(), folder).run(all);
  }

  private boolean may(String request) {
    String[] words = ("auth can-i " + request + " --as=" + OPERATOR).split(" ", -1);
    return kubectl.run(words).output().strip().equals("yes");
  }

  private String namespace(Map<String, String> labels) {
    String name = "team-" + UUID.randomUUID();
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    return name;
  }

  private static Namespace patch(KubernetesClient client, String namespace, String patch) {
    return client
        .namespaces()
        .withName(namespace)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static NetworkPolicy apply(KubernetesClient client, NetworkPolicy policy) {
    return client
        .resource(policy)
        .fieldManager("breakwater-isolation")
        .forceConflicts()
        .serverSideApply();
  }

  private static NetworkPolicy policy(String namespace, String name, Map<String, String> labels) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withPodSelector(new LabelSelector())
        .withPolicyTypes("Ingress")
        .endSpec()
        .build();
  }
}
