package dev.breakwater.operator.imagepolicy;

import static dev.breakwater.operator.imagepolicy.Cluster.pod;
import static dev.breakwater.operator.imagepolicy.Cluster.policy;
import static dev.breakwater.operator.imagepolicy.Cluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.Enforcement;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.testing.ControlPlane;
import dev.breakwater.testing.Kubectl;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePolicyAdmissionIT {
  private static final String NO_LATEST = "{tags: {deny: [latest]}}";
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  private final KubernetesClient client = Cluster.ready();
  private String name = "";
  private String namespace = "";

  @BeforeEach
  void aNamespace() {
    name = Cluster.name("policy");
    namespace = Cluster.namespace(client, Map.of("policy", name));
  }

  @AfterEach
  void removePolicies() {
    client.resources(ImagePolicy.class).delete();
  }

  private void apply(ImagePolicy policy) {
    client.resource(policy).forceConflicts().serverSideApply();
  }

  /** Waits until the API server refuses what the policy denies; a new parameter takes 0.2 s. */
  private void enforce(String source) {
    apply(policy(name, "Deny", source));
    await().until(() -> refusal(client, pod(namespace, "probe", "Not-A-Reference")).isPresent());
  }

  @Test
  void deny_refuses_and_says_all_that_is_wrong_with_the_remedy() {
    enforce(
        "{registries: {allow: [registry.example.com/**], deny: [\"**/evil\"]}, tags: {deny:"
            + " [latest]}, digest: Require}");
    Pod bad = pod(namespace, "cart", "nginx");
    bad.getSpec()
        .getContainers()
        .add(
            pod("", "", "registry.example.com/evil:1" + DIGEST)
                .getSpec()
                .getContainers()
                .getFirst()
                .edit()
                .withName("second")
                .build());

    assertThat(refusal(client, bad))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .endsWith(
                        "ValidatingAdmissionPolicy 'breakwater-images-deny' with binding"
                            + " 'breakwater-images-deny' denied request: ImagePolicy "
                            + name
                            + ": source.registries.allow: nginx (docker.io/library/nginx) is not"
                            + " among registry.example.com/** | source.registries.deny:"
                            + " registry.example.com/evil:1"
                            + DIGEST
                            + " matches **/evil | source.tags.deny: nginx (means :latest) matches"
                            + " latest; name another version | source.digest: nginx has no digest;"
                            + " append @sha256:..."));
    assertThat(refusal(client, pod(namespace, "cart", "registry.example.com/shop/cart:1" + DIGEST)))
        .isEmpty();
  }

  @Test
  void many_violations_are_counted_in_the_message() {
    enforce(NO_LATEST);
    Pod bad = pod(namespace, "cart", "a");
    IntStream.range(0, 20)
        .forEach(
            i ->
                bad.getSpec()
                    .getContainers()
                    .add(
                        bad.getSpec()
                            .getContainers()
                            .getFirst()
                            .edit()
                            .withName("c" + i)
                            .withImage("image" + i)
                            .build()));

    assertThat(refusal(client, bad).orElse(""))
        .contains("image6 (means :latest)")
        .doesNotContain("image7")
        .endsWith(" | and 13 more");
  }

  @Test
  void warn_lets_pass_and_the_author_sees_it() {
    apply(policy(name, "Warn", NO_LATEST));
    Kubectl kubectl = ControlPlane.shared().kubectl();
    String yaml = Serialization.asYaml(pod(namespace, "cart", "nginx"));

    await()
        .untilAsserted(
            () -> {
              Kubectl.Result result =
                  kubectl.runWithInput(yaml, "create", "--dry-run=server", "-f", "-");
              assertThat(result.exitCode()).isZero();
              assertThat(result.error())
                  .contains(
                      "Warning: Validation failed for ValidatingAdmissionPolicy"
                          + " 'breakwater-images-warn' with binding 'breakwater-images-warn':"
                          + " ImagePolicy "
                          + name
                          + ": source.tags.deny: nginx (means :latest) matches latest");
            });
  }

  @Test
  void audit_lets_pass_in_silence() {
    enforce(NO_LATEST);
    apply(policy(name, "Audit", NO_LATEST));
    await().until(() -> refusal(client, pod(namespace, "cart", "nginx")).isEmpty());

    Kubectl.Result result =
        ControlPlane.shared()
            .kubectl()
            .runWithInput(
                Serialization.asYaml(pod(namespace, "cart", "nginx")),
                "create",
                "--dry-run=server",
                "-f",
                "-");

    assertThat(result.exitCode()).isZero();
    assertThat(result.error()).isEmpty();
  }

  @Test
  void an_edit_acts_without_an_operator() {
    enforce(NO_LATEST);
    assertThat(refusal(client, pod(namespace, "cart", "nginx:1.27"))).isEmpty();

    apply(policy(name, "Deny", "{tags: {deny: [\"1.*\"]}}"));

    await().until(() -> refusal(client, pod(namespace, "cart", "nginx:1.27")).isPresent());
    await().until(() -> refusal(client, pod(namespace, "cart", "nginx")).isEmpty());
  }

  @Test
  void only_matched_namespaces_and_images_are_judged() {
    apply(
        policy(
            name,
            "{images: [\"docker.io/library/nginx:1.*\"], namespaces: {selector: {matchExpressions:"
                + " [{key: policy, operator: In, values: ["
                + name
                + "]}, {key: free, operator: DoesNotExist}, {key: tier, operator: NotIn, values:"
                + " [batch]}]}}}",
            "Deny",
            "{digest: Require}"));
    await().until(() -> refusal(client, pod(namespace, "cart", "nginx:1.27")).isPresent());
    String elsewhere = Cluster.namespace(client, Map.of());
    String free = Cluster.namespace(client, Map.of("policy", name, "free", ""));
    String batch = Cluster.namespace(client, Map.of("policy", name, "tier", "batch"));

    assertThat(refusal(client, pod(namespace, "cart", "nginx:2.0"))).isEmpty();
    assertThat(refusal(client, pod(namespace, "cart", "redis:1.27"))).isEmpty();
    for (String other : List.of(elsewhere, free, batch)) {
      assertThat(refusal(client, pod(other, "cart", "nginx:1.27"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kube-system", "kube-public", "kube-node-lease", Cluster.OPERATOR_NAMESPACE})
  void system_namespaces_are_exempt_unless_named(String system) {
    apply(policy(name, "{namespaces: {selector: {}}}", "Deny", NO_LATEST));
    await().until(() -> refusal(client, pod(namespace, "cart", "nginx")).isPresent());
    assertThat(refusal(client, pod(system, "cart", "nginx"))).isEmpty();

    apply(
        policy(
            name,
            "{namespaces: {selector: {matchExpressions: [{key: kubernetes.io/metadata.name,"
                + " operator: In, values: ["
                + system
                + "]}]}}}",
            "Deny",
            NO_LATEST));

    await().until(() -> refusal(client, pod(system, "cart", "nginx")).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apps/v1 Deployment",
        "apps/v1 StatefulSet",
        "apps/v1 DaemonSet",
        "apps/v1 ReplicaSet",
        "batch/v1 Job",
        "v1 ReplicationController",
        "v1 PodTemplate",
        "batch/v1 CronJob"
      })
  void every_kind_that_makes_pods_is_judged(String kind) {
    enforce(NO_LATEST);

    for (String image : List.of("nginx", "nginx:1.27", " ")) {
      assertThat(refusal(client, workload(kind, image)).isPresent())
          .as("%s with \"%s\"", kind, image)
          .isEqualTo(image.equals("nginx"));
    }
  }

  private HasMetadata workload(String kind, String image) {
    String[] parts = kind.split(" ", 2);
    String restart = parts[0].equals("batch/v1") ? "Never" : "Always";
    String template =
        "{metadata: {labels: {app: x}}, spec: {restartPolicy: "
            + restart
            + ", containers: [{name: app, image: \""
            + image
            + "\"}]}}";
    String body =
        switch (parts[1]) {
          case "PodTemplate" -> "template: " + template;
          case "CronJob" ->
              "spec: {schedule: \"0 2 * * *\", jobTemplate: {spec: {template: " + template + "}}}";
          case "Job" -> "spec: {template: " + template + "}";
          case "ReplicationController" -> "spec: {selector: {app: x}, template: " + template + "}";
          default ->
              "spec: {selector: {matchLabels: {app: x}}, serviceName: x, template: "
                  + template
                  + "}";
        };
    return client
        .getKubernetesSerialization()
        .unmarshal(
            "apiVersion: %s\nkind: %s\nmetadata: {name: x, namespace: %s}\n%s\n"
                .formatted(
                    parts[0],
                    parts[1],
                    namespace,
                    parts[1].equals("StatefulSet") ? body : body.replace("serviceName: x, ", "")));
  }

  @Test
  void init_containers_and_ephemeral_containers_are_judged() {
    Pod pod = client.resource(pod(namespace, "cart", "nginx:1.27")).create();
    enforce(NO_LATEST);
    Pod init =
        new PodBuilder(pod(namespace, "init", "nginx:1.27"))
            .editSpec()
            .addNewInitContainer()
            .withName("init")
            .withImage("busybox")
            .endInitContainer()
            .endSpec()
            .build();

    assertThat(refusal(client, init)).isPresent();
    assertThat(debug(pod, "busybox:1.36")).isEmpty();
    assertThat(debug(pod, "busybox")).contains("busybox (means :latest)");
  }

  private String debug(Pod pod, String image) {
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .ephemeralContainers()
          .edit(
              running ->
                  new PodBuilder(running)
                      .editSpec()
                      .addToEphemeralContainers(
                          new EphemeralContainerBuilder()
                              .withName(Cluster.name("debug"))
                              .withImage(image)
                              .build())
                      .endSpec()
                      .build());
      return "";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void an_update_is_judged_by_what_it_brings_in() {
    CronJob old = (CronJob) workload("batch/v1 CronJob", "nginx");
    client.resource(old).create();
    enforce(NO_LATEST);

    assertThat(client.resource(old).edit(job -> suspended(job)).getSpec().getSuspend()).isTrue();
    assertThatThrownBy(() -> client.resource(old).edit(job -> withImage(job, "redis")))
        .hasMessageContaining("redis (means :latest)")
        .hasMessageNotContaining("nginx");
    assertThat(client.resource(old).edit(job -> withImage(job, "redis:7"))).isNotNull();
  }

  private static CronJob suspended(CronJob job) {
    return job.edit().editSpec().withSuspend(true).endSpec().build();
  }

  private static CronJob withImage(CronJob job, String image) {
    return job.edit()
        .editSpec()
        .editJobTemplate()
        .editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .endJobTemplate()
        .endSpec()
        .build();
  }

  @Test
  void the_bounds_of_the_crd_keep_the_cost_below_the_limit_for_a_pod_of_a_hundred_images() {
    String start = "registry.example.com/" + "a".repeat(220);
    List<String> patterns =
        IntStream.range(0, 64).mapToObj(i -> (start + "/n" + (100 + i)) + "/**").toList();
    List<String> tags =
        IntStream.range(0, 64).mapToObj(i -> "v" + "2".repeat(120) + (100 + i) + "*").toList();
    enforce(
        "{registries: {allow: %s, deny: %s}, tags: {deny: %s}, digest: Require}"
            .formatted(
                patterns.subList(32, 64),
                patterns.subList(0, 32),
                tags.stream().map(tag -> "\"" + tag + "\"").toList()));
    Pod large = pod(namespace, "large", start + "/n163/app:v" + "1".repeat(127) + DIGEST);
    IntStream.range(0, 99)
        .forEach(
            i ->
                large
                    .getSpec()
                    .getContainers()
                    .add(
                        large
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .edit()
                            .withName("c" + i)
                            .withImage(start + "/n163/a" + i + ":v" + "1".repeat(127) + DIGEST)
                            .build()));

    assertThat(refusal(client, large)).isEmpty();
  }

  @Test
  void type_checking_against_the_crd_finds_nothing_wrong() {
    for (Enforcement enforcement : Enforcement.values()) {
      assertThat(
              client
                  .admissionRegistration()
                  .v1()
                  .validatingAdmissionPolicies()
                  .withName(AdmissionObjects.name(enforcement))
                  .get()
                  .getStatus()
                  .getTypeChecking())
          .as("type checking found something in %s", enforcement)
          .satisfiesAnyOf(
              checking -> assertThat(checking).isNull(),
              checking -> assertThat(checking.getExpressionWarnings()).isEmpty());
    }
  }
}
