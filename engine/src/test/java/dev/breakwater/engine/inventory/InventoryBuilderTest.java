package dev.breakwater.engine.inventory;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.manifest.ManifestReader;
import dev.breakwater.engine.manifest.Manifests;
import dev.breakwater.image.facts.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryBuilderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String OLD = "2026-11-01T00:00:00Z";

  /** One Deployment with two revisions and three pods, as a cluster holds them. */
  private static final String SHOP =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {env: production}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop, uid: d1, creationTimestamp: "2026-11-01T00:00:00Z"}
      spec:
        template:
          metadata: {labels: {app: cart}}
          spec: {containers: [{name: cart, image: "cart:2"}]}
      ---
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: cart-old
        namespace: shop
        uid: r1
        ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: cart, uid: d1, controller: true}]
      spec: {replicas: 0, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
      ---
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: cart-new
        namespace: shop
        uid: r2
        ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: cart, uid: d1, controller: true}]
      spec: {replicas: 2, template: {spec: {containers: [{name: cart, image: "cart:2"}]}}}
      """
          + pod("cart-a", "ReplicaSet", "cart-new", "r2", "sha256:aa", "Running")
          + pod("cart-b", "ReplicaSet", "cart-new", "r2", "sha256:bb", "Running")
          + pod("cart-c", "ReplicaSet", "cart-new", "r2", "", "Pending");

  private static String pod(
      String name, String ownerKind, String owner, String ownerUid, String imageId, String phase) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
      namespace: shop
      uid: %s
      creationTimestamp: "2026-11-01T00:00:00Z"
      labels: {app: cart, pod-template-hash: x}
      ownerReferences:
      - {apiVersion: apps/v1, kind: %s, name: %s, uid: %s, controller: true}
    spec: {containers: [{name: cart, image: "cart:2"}]}
    status:
      phase: %s
      containerStatuses: [{name: cart, image: "cart:2", imageID: "%s"}]
    """
        .formatted(name, name, ownerKind, owner, ownerUid, phase, imageId);
  }

  private static List<KubernetesObject> objects(String yaml) {
    Manifests manifests = ManifestReader.read(yaml, "test.yaml");
    assertThat(manifests.problems()).isEmpty();
    return manifests.objects();
  }

  private static Inventory cluster(String yaml) {
    return InventoryBuilder.forCluster(NOW).addAll(objects(yaml)).build();
  }

  private static Inventory files(String yaml) {
    return Inventory.ofFiles(objects(yaml));
  }

  private static String names(Inventory inventory) {
    return inventory.workloads().stream()
        .map(workload -> workload.ref().toString())
        .collect(joining(", "));
  }

  private static Namespace namespace(Inventory inventory, String name) {
    assertThat(inventory.namespaces()).containsKey(name);
    return inventory
        .namespaces()
        .getOrDefault(name, inventory.namespaces().firstEntry().getValue());
  }

  @Test
  void pods_and_replica_sets_belong_to_their_deployment() {
    Inventory inventory = cluster(SHOP);

    assertThat(names(inventory)).isEqualTo("Deployment shop/cart");
    Workload cart = inventory.workloads().getFirst();
    assertThat(cart.template().path()).isEqualTo("spec.template.spec");
    assertThat(cart.running())
        .containsExactly(
            new RunningImage("cart", "cart:2", "sha256:aa", Optional.empty()),
            new RunningImage("cart", "cart:2", "sha256:bb", Optional.empty()));
  }

  @Test
  void one_image_on_nodes_of_two_architectures_is_two() {
    Inventory inventory =
        cluster(
            SHOP.replace("sha256:bb", "sha256:aa")
                    .replace(
                        "spec: {containers: [{name", "spec: {nodeName: NODE, containers: [{name")
                    .replaceFirst("(?s)(cart-a.*?)NODE", "$1large")
                    .replaceFirst("(?s)(cart-b.*?)NODE", "$1small")
                + node("large", "amd64")
                + node("small", "arm64"));

    assertThat(inventory.workloads().getFirst().running())
        .extracting(image -> image.platform().map(Platform::toString).orElse("?"))
        .containsExactly("linux/amd64", "linux/arm64");
  }

  private static String node(String name, String architecture) {
    return """
    ---
    apiVersion: v1
    kind: Node
    metadata: {name: %s}
    status: {nodeInfo: {operatingSystem: linux, architecture: %s}}
    """
        .formatted(name, architecture);
  }

  @Test
  void an_owner_that_cannot_be_read_is_the_workload_all_the_same() {
    Inventory inventory =
        cluster(
            SHOP.replace("kind: Deployment\nmetadata", "kind: Rollout\nmetadata")
                .replace(
                    "apiVersion: apps/v1\nkind: Rollout", "apiVersion: example.com/v1\nkind: X")
                .replace("apps/v1, kind: Deployment", "argoproj.io/v1alpha1, kind: Rollout"));

    assertThat(inventory.workloads())
        .singleElement()
        .satisfies(
            rollout -> {
              assertThat(rollout.ref())
                  .isEqualTo(
                      new ObjectRef("argoproj.io/v1alpha1", "Rollout", "shop", "cart", "d1"));
              assertThat(rollout.template().containers())
                  .extracting(Container::image)
                  .containsExactly("cart:2");
              assertThat(rollout.running()).hasSize(2);
            });
  }

  @Test
  void in_files_what_is_written_is_judged_and_not_an_owner_that_is_not() {
    Inventory inventory = files(pod("cart-a", "ReplicaSet", "cart-new", "r2", "", "Running"));

    assertThat(names(inventory)).isEqualTo("Pod shop/cart-a");
    assertThat(names(files(SHOP))).isEqualTo("Deployment shop/cart");
  }

  @Test
  void pods_of_an_unseen_owner_make_one_workload() {
    String pods =
        pod("w-1", "Workflow", "w", "u1", "sha256:aa", "Running")
            + pod("w-2", "Workflow", "w", "u1", "sha256:bb", "Running")
            + pod("v-1", "Workflow", "v", "u2", "sha256:cc", "Succeeded");
    Inventory inventory = cluster(pods);

    assertThat(names(inventory)).isEqualTo("Workflow shop/w");
    assertThat(inventory.workloads().getFirst().template().path()).isEqualTo("spec");
  }

  @Test
  void what_has_finished_is_no_workload_of_a_cluster() {
    String finished =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, namespace: shop}
        spec: {template: {spec: {containers: [{name: m, image: m}]}}}
        status: {conditions: [{type: Complete, status: "True"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: once, namespace: shop}
        spec: {containers: [{name: m, image: m}]}
        status: {phase: Failed}
        """;

    assertThat(cluster(finished).workloads()).isEmpty();
    assertThat(cluster(finished).namespaces()).containsKey("shop");
    assertThat(names(files(finished))).isEqualTo("Job shop/migrate, Pod shop/once");
  }

  @Test
  void a_job_of_a_cron_job_is_its_child_even_when_it_has_finished() {
    String cron =
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report, namespace: shop, uid: c}
        spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: r, image: r}]}}}}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1
          namespace: shop
          uid: j
          ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: report, uid: c, controller: true}]
        spec: {template: {spec: {containers: [{name: r, image: r}]}}}
        status: {conditions: [{type: Failed, status: "True"}]}
        """;

    assertThat(names(cluster(cron))).isEqualTo("CronJob shop/report");
    assertThat(cluster(cron).workloads().getFirst().template().path())
        .isEqualTo("spec.jobTemplate.spec.template.spec");
  }

  @Test
  void what_is_younger_than_a_minute_is_no_workload_yet_but_its_pods_count() {
    Inventory young = cluster(SHOP.replace(OLD, "2026-11-22T11:59:30Z"));

    assertThat(young.workloads()).isEmpty();
    assertThat(namespace(young, "shop").podLabels())
        .containsExactly(Map.of("app", "cart", "pod-template-hash", "x"));
    assertThat(cluster(SHOP.replace(OLD, "2026-11-22T11:59:00Z")).workloads()).hasSize(1);
  }

  @Test
  void a_static_pod_is_a_workload_though_its_node_owns_it() {
    String mirror = pod("etcd-a", "Node", "a", "n1", "sha256:ee", "Running");

    assertThat(names(cluster(mirror))).isEqualTo("Pod shop/etcd-a");
    assertThat(cluster(mirror).workloads().getFirst().running()).hasSize(1);
  }

  @Test
  void a_replica_set_that_is_history_is_no_workload() {
    String orphan = SHOP.substring(SHOP.indexOf("apiVersion: apps/v1\nkind: ReplicaSet"));
    String history = orphan.substring(0, orphan.indexOf("---"));

    assertThat(cluster(history).workloads()).isEmpty();
    assertThat(files(history).workloads()).isEmpty();
  }

  @Test
  void a_namespace_knows_what_stands_in_it() {
    Inventory inventory =
        cluster(
            SHOP
                + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: deny, namespace: shop}
                ---
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: q, namespace: shop}
                ---
                apiVersion: v1
                kind: LimitRange
                metadata: {name: l, namespace: shop}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: sa, namespace: shop}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: s, namespace: shop}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c, namespace: other}
                """);

    Namespace shop = namespace(inventory, "shop");
    assertThat(shop.declared()).isTrue();
    assertThat(shop.labels()).containsEntry("env", "production");
    assertThat(List.of(shop.networkPolicies(), shop.resourceQuotas(), shop.limitRanges()))
        .allSatisfy(found -> assertThat(found).hasSize(1));
    assertThat(List.of(shop.serviceAccounts(), shop.services()))
        .allSatisfy(found -> assertThat(found).hasSize(1));
    assertThat(namespace(inventory, "other").declared()).isFalse();
    assertThat(namespace(inventory, "other").labels())
        .containsExactly(Map.entry("kubernetes.io/metadata.name", "other"));
  }

  @Test
  void files_without_a_namespace_stand_in_the_default_one() {
    String pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n";

    assertThat(names(files(pod))).isEqualTo("Pod default/a");
    assertThat(names(InventoryBuilder.forFiles("team").addAll(objects(pod)).build()))
        .isEqualTo("Pod team/a");
    assertThat(files("apiVersion: v1\nkind: Node\nmetadata: {name: node}\n").namespaces())
        .isEmpty();
  }

  @Test
  void of_two_objects_of_one_name_the_later_counts_and_the_earlier_is_told() {
    String deployment =
        """
        apiVersion: %s
        kind: Deployment
        metadata: {name: a}
        spec: {template: {spec: {containers: [{name: a, image: "%s"}]}}}
        ---
        """;
    InventoryBuilder builder =
        InventoryBuilder.forFiles("default")
            .addAll(
                objects(
                    deployment.formatted("apps/v1beta1", "a:1")
                        + deployment.formatted("apps/v1", "a:2")));

    assertThat(builder.replaced()).extracting(object -> object.origin().line()).containsExactly(1);
    assertThat(builder.build().workloads())
        .singleElement()
        .satisfies(
            workload ->
                assertThat(workload.template().containers().getFirst().image()).isEqualTo("a:2"));
  }

  @Test
  void objects_that_the_api_server_will_name_are_all_different() {
    String job =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {generateName: load-}
        spec: {template: {spec: {containers: [{name: a, image: a}]}}}
        ---
        """;

    assertThat(names(files(job + job))).isEqualTo("Job default/load-, Job default/load-");
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, spec.template.spec",
    "extensions/v1beta1, Deployment, spec.template.spec",
    "apps/v1beta2, StatefulSet, spec.template.spec",
    "extensions/v1beta1, DaemonSet, spec.template.spec",
    "v1, ReplicationController, spec.template.spec",
    "batch/v1beta1, CronJob, spec.jobTemplate.spec.template.spec",
    "v1, PodTemplate, template.spec",
    "v1, Pod, spec"
  })
  void old_groups_hold_the_same_kinds(String apiVersion, String kind, String path) {
    assertThat(WorkloadKind.of(new ObjectRef(apiVersion, kind, "", "a", "")))
        .map(WorkloadKind::podSpecPath)
        .contains(path);
  }

  @Test
  void another_group_may_use_the_name_of_a_kind_for_something_else() {
    assertThat(WorkloadKind.of(new ObjectRef("batch.volcano.sh/v1alpha1", "Job", "", "a", "")))
        .isEmpty();
  }

  @Test
  void the_same_objects_in_any_order_make_an_equal_inventory() {
    List<KubernetesObject> objects =
        new ArrayList<>(
            objects(
                SHOP
                    + pod("w-1", "Workflow", "w", "u1", "sha256:aa", "Running")
                    + pod("w-2", "Workflow", "w", "u1", "sha256:bb", "Running")
                    + pod("w-3", "Workflow", "w", "u1", "", "Pending")
                    + pod("static", "Node", "a", "n1", "sha256:ee", "Running")
                    + "---\n"
                    + SHOP.replace("shop", "shop2").replace("uid: ", "uid: x")));
    Inventory expected = InventoryBuilder.forCluster(NOW).addAll(objects).build();
    Random random = new Random(42);

    for (int round = 0; round < 200; round++) {
      Collections.shuffle(objects, random);
      assertThat(InventoryBuilder.forCluster(NOW).addAll(objects).build()).isEqualTo(expected);
    }
    assertThat(names(expected))
        .isEqualTo("Deployment shop/cart, Pod shop/static, Workflow shop/w, Deployment shop2/cart");
  }

  @Test
  void owners_that_own_each_other_do_not_hang() {
    String circle =
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: %s
          namespace: shop
          uid: %s
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %s, uid: %s, controller: true}]
        spec: {template: {spec: {containers: [{name: a, image: a}]}}}
        ---
        """;

    assertThat(
            cluster(circle.formatted("a", "a1", "b", "b1") + circle.formatted("b", "b1", "a", "a1"))
                .namespaces())
        .containsKey("shop");
  }
}
