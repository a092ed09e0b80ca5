package dev.breakwater.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final String CARELESS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        template:
          spec:
            containers:
            - name: cart
              image: registry.example.com/cart
              env:
              - {name: DB_PASSWORD, value: correct-horse-battery}
            - name: proxy
              image: registry.example.com/proxy
              securityContext: {runAsUser: 0}
      """;

  private static Inventory files(String yaml) {
    return Inventory.ofFiles(ManifestReader.read(yaml, "in.yaml").objects());
  }

  private static List<Finding> workload(String yaml) {
    Inventory inventory = files(yaml);
    return Judgement.workload(inventory.workloads().getFirst(), inventory);
  }

  private static List<Finding> all(Inventory inventory) {
    List<Finding> findings = new ArrayList<>();
    for (Workload workload : inventory.workloads()) {
      findings.addAll(Judgement.workload(workload, inventory));
    }
    for (Namespace namespace : inventory.namespaces().values()) {
      findings.addAll(Judgement.namespace(namespace, inventory));
    }
    return findings;
  }

  private static Finding only(List<Finding> findings, String check) {
    List<Finding> found =
        findings.stream().filter(finding -> finding.check().equals(check)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void a_careless_workload_shows_no_more_than_eight_findings() {
    assertThat(workload(CARELESS)).hasSizeBetween(4, 8);
  }

  @Test
  void lines_left_out_of_two_security_contexts_are_one_finding() {
    Finding finding = only(workload(CARELESS), "BW-CTX-001");

    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.subject()).isEqualTo("containers[name=cart], containers[name=proxy]");
    assertThat(finding.message())
        .isEqualTo(
            "cart, proxy without allowPrivilegeEscalation: false, capabilities.drop: [ALL],"
                + " runAsNonRoot: true, seccompProfile.type: RuntimeDefault,"
                + " readOnlyRootFilesystem: true");
    assertThat(finding.controls())
        .contains("PSS:restricted", "NSA:immutable-filesystem", "CIS:5.2.6")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_gathered_finding_is_as_severe_as_the_worst_of_what_it_gathers() {
    Finding finding =
        only(
            workload(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: cart}
                spec:
                  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: cart
                    image: a
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """),
            "BW-CTX-001");

    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.message()).isEqualTo("cart without readOnlyRootFilesystem: true");
  }

  @Test
  void a_finding_of_pod_security_speaks_in_the_words_of_the_api_server() {
    Finding finding = only(workload(CARELESS), "BW-PSS-206");

    assertThat(finding.message())
        .isEqualTo("runAsUser=0 (container \"proxy\" must not set runAsUser=0)");
    assertThat(finding.path())
        .isEqualTo("spec.template.spec.containers[name=proxy].securityContext.runAsUser");
    assertThat(finding.controls()).contains("PSS:restricted");
  }

  @Test
  void a_finding_has_the_line_of_its_field_or_of_what_would_hold_it() {
    List<Finding> findings = workload(CARELESS);

    assertThat(only(findings, "BW-SEC-001").line()).isEqualTo(11);
    assertThat(only(findings, "BW-IMG-001").line()).isEqualTo(9);
    assertThat(only(findings, "BW-RES-001").line()).isEqualTo(8);
  }

  @Test
  void no_finding_ever_shows_a_secret() throws IOException {
    Inventory inventory =
        files(Files.readString(Path.of("src/test/resources/checks/secrets.yaml")));

    List<Finding> findings = all(inventory);

    assertThat(findings).anyMatch(finding -> finding.check().equals("BW-SEC-003"));
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(finding.toString())
                    .doesNotContain("hunter2")
                    .doesNotContain("ghp_0123456789"));
    assertThat(only(workload(CARELESS), "BW-SEC-001").message())
        .isEqualTo("cart: DB_PASSWORD is plain text (co****)");
  }

  @Test
  void many_containers_do_not_make_a_long_message() {
    StringBuilder yaml =
        new StringBuilder(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: many}\nspec:\n  containers:\n");
    for (int index = 0; index < 40; index++) {
      yaml.append("  - {name: c").append(index).append(", image: nginx}\n");
    }

    Finding finding = only(workload(yaml.toString()), "BW-IMG-001");

    assertThat(finding.message())
        .isEqualTo("c0, c1, c2, c3, c4 and 35 more: nginx has no tag and means latest");
  }

  @Test
  void what_is_absent_from_files_may_be_in_the_cluster_and_the_message_says_so() {
    Namespace namespace = files(CARELESS).namespaces().getOrDefault("shop", nothing());

    assertThat(only(Judgement.namespace(namespace, files(CARELESS)), "BW-NS-001").message())
        .isEqualTo("no NetworkPolicy for Ingress among the files for namespace shop");
  }

  @Test
  void what_is_absent_from_a_cluster_is_absent() {
    Inventory inventory =
        InventoryBuilder.forCluster(Instant.EPOCH)
            .addAll(ManifestReader.read(CARELESS, "in.yaml").objects())
            .build();
    Namespace namespace = inventory.namespaces().getOrDefault("shop", nothing());

    assertThat(only(Judgement.namespace(namespace, inventory), "BW-NS-001").message())
        .isEqualTo("no NetworkPolicy for Ingress in the namespace");
  }

  @Test
  void labels_of_a_namespace_that_was_not_seen_are_not_judged() {
    assertThat(all(files(CARELESS))).noneMatch(finding -> finding.check().equals("BW-NS-009"));
  }

  @Test
  void pods_that_no_policy_selects_are_named() throws IOException {
    Inventory inventory =
        files(Files.readString(Path.of("src/test/resources/checks/namespaces.yaml")));
    Namespace partly = inventory.namespaces().getOrDefault("partly", nothing());

    assertThat(only(Judgement.namespace(partly, inventory), "BW-NS-001").message())
        .isEqualTo("no NetworkPolicy for Ingress selects the pods app=web");
  }

  @Test
  void a_policy_is_named_with_its_file_and_line() throws IOException {
    Inventory inventory =
        files(Files.readString(Path.of("src/test/resources/checks/namespaces.yaml")));
    Namespace namespace = inventory.namespaces().getOrDefault("selecting-nothing", nothing());

    assertThat(only(Judgement.namespace(namespace, inventory), "BW-NS-003").message())
        .matches("NetworkPolicy typo \\(in\\.yaml:[0-9]+\\): podSelector app=catr selects no pod");
  }

  @Test
  void the_order_of_objects_does_not_matter() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/checks"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        List<KubernetesObject> objects =
            ManifestReader.read(Files.readString(file), "in.yaml").objects();

        assertThat(all(Inventory.ofFiles(objects.reversed())))
            .isEqualTo(all(Inventory.ofFiles(objects)));
      }
    }
  }

  private static Namespace nothing() {
    KubernetesObject object =
        KubernetesObject.of(
            dev.breakwater.engine.node.Node.of(new TreeMap<String, Object>()), Origin.CLUSTER);
    return new Namespace(
        "none", object, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);
  }
}
