package dev.breakwater.engine.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ImageScanOptions;
import dev.breakwater.api.v1alpha1.NamespaceSelection;
import dev.breakwater.api.v1alpha1.PullSecret;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleSpec;
import dev.breakwater.api.v1alpha1.Scanner;
import dev.breakwater.api.v1alpha1.WorkloadKind;
import dev.breakwater.api.v1alpha1.WorkloadMatch;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.judgement.Subject;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.report.Limits;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which schedules look at what, and what they want together. */
class CoverageTest {
  private static final LabelSelector ALL = new LabelSelector();
  private final Inventory inventory =
      Inventory.ofFiles(
          List.of(
              object("v1", "Namespace", "", "shop", Map.of("env", "production")),
              object("apps/v1", "Deployment", "shop", "cart", Map.of("tier", "web")),
              object("apps/v1", "StatefulSet", "shop", "db", Map.of())));
  private final Workload cart = inventory.workloads().getFirst();
  private final Namespace shop = inventory.namespaces().sequencedValues().getFirst();

  @Test
  void several_schedules_want_the_union_of_everything() {
    ScanSchedule strict = schedule("strict", ALL);
    strict.getSpec().setScanners(List.of(Scanner.CONFIGURATION));
    strict.getSpec().getReport().setMaxSize(new Quantity("8Ki"));
    strict.getSpec().getReport().setMinSeverity(dev.breakwater.api.v1alpha1.Severity.LOW);
    strict.getSpec().setOnChange(false);
    strict.getSpec().setImages(images("20m", 1, "mirror"));
    ScanSchedule wide = schedule("wide", ALL);
    wide.getSpec().setScanners(List.of(Scanner.NETWORK));
    wide.getSpec().getReport().setMaxSize(new Quantity("1Mi"));
    wide.getSpec().getReport().setMinSeverity(dev.breakwater.api.v1alpha1.Severity.HIGH);
    wide.getSpec().setImages(images("10m", 6, "registry"));

    assertThat(Coverage.of(List.of(ScanScope.of(strict), ScanScope.of(wide)), cart, shop))
        .contains(
            new Coverage(
                new Limits(
                    Set.of(Scanner.CONFIGURATION, Scanner.NETWORK), Severity.LOW, 1024 * 1024),
                true,
                new ImageReading(Duration.ofMinutes(20), 6, List.of("mirror", "registry"))));
    assertThat(Coverage.of(List.of(ScanScope.of(strict)), cart, shop).orElseThrow().onChange())
        .isFalse();
  }

  @Test
  void images_are_read_only_where_somebody_asks_what_is_in_them() {
    ScanSchedule outside = schedule("outside", ALL);
    outside.getSpec().setScanners(List.of(Scanner.CONFIGURATION, Scanner.NETWORK));
    ScanSchedule inside = schedule("inside", ALL);
    inside.getSpec().setScanners(List.of(Scanner.SECRETS));

    assertThat(Coverage.of(List.of(ScanScope.of(outside)), cart, shop).orElseThrow().readsImages())
        .isFalse();
    assertThat(Coverage.of(List.of(ScanScope.of(inside)), cart, shop).orElseThrow().readsImages())
        .isTrue();
  }

  private static ImageScanOptions images(String timeout, int parallelism, String secret) {
    PullSecret one = new PullSecret();
    one.setName(secret);
    ImageScanOptions images = new ImageScanOptions();
    images.setTimeout(timeout);
    images.setParallelism(parallelism);
    images.setPullSecrets(List.of(one));
    return images;
  }

  @Test
  void a_schedule_looks_at_kinds_labels_and_namespaces_that_it_names() {
    ScanSchedule statefulSets = schedule("a", ALL);
    match(statefulSets).getWorkloads().setKinds(List.of(WorkloadKind.STATEFUL_SET));
    ScanSchedule web = schedule("b", ALL);
    match(web)
        .getWorkloads()
        .setSelector(new LabelSelectorBuilder().addToMatchLabels("tier", "web").build());
    ScanSchedule elsewhere =
        schedule(
            "c",
            new LabelSelectorBuilder()
                .addToMatchLabels("kubernetes.io/metadata.name", "other")
                .build());

    assertThat(ScanScope.of(statefulSets).covers(cart, shop)).isFalse();
    assertThat(ScanScope.of(web).covers(cart, shop)).isTrue();
    assertThat(Coverage.of(List.of(ScanScope.of(elsewhere)), cart, shop)).isEmpty();
    assertThat(Coverage.of(List.of(ScanScope.of(elsewhere)), shop)).isEmpty();
  }

  @Test
  void an_absent_selector_means_nothing_and_an_empty_one_everything() {
    ScanSchedule nothing = schedule("a", ALL);
    nothing.getSpec().setMatch(null);

    assertThat(ScanScope.of(nothing).covers(shop)).isFalse();
    assertThat(ScanScope.of(schedule("b", ALL)).covers(shop)).isTrue();
  }

  @Test
  void the_cluster_is_looked_at_as_soon_as_there_is_any_schedule() {
    assertThat(Coverage.ofCluster(List.of())).isEmpty();
    assertThat(Coverage.ofCluster(List.of(ScanScope.of(schedule("a", ALL))))).isPresent();
  }

  @Test
  void subjects_are_workloads_and_namespaces_but_none_of_a_namespace_that_goes() {
    List<ScanScope> scopes = List.of(ScanScope.of(schedule("a", ALL)));
    assertThat(Subject.in(inventory, scopes))
        .extracting(subject -> subject.scope().toString())
        .containsExactly("Deployment shop/cart", "StatefulSet shop/db", "Namespace shop");

    Inventory going =
        Inventory.ofFiles(
            List.of(
                KubernetesObject.of(
                    Node.of(
                        Map.of(
                            "apiVersion",
                            "v1",
                            "kind",
                            "Namespace",
                            "metadata",
                            Map.of("name", "shop", "deletionTimestamp", "2026-03-02T02:00:00Z"))),
                    Origin.CLUSTER),
                object("apps/v1", "Deployment", "shop", "cart", Map.of())));
    assertThat(Subject.in(going, scopes)).isEmpty();
  }

  private static WorkloadMatch match(ScanSchedule schedule) {
    return Optional.ofNullable(schedule.getSpec().getMatch()).orElseThrow();
  }

  private static ScanSchedule schedule(String name, LabelSelector namespaces) {
    NamespaceSelection selection = new NamespaceSelection();
    selection.setSelector(namespaces);
    WorkloadMatch match = new WorkloadMatch();
    match.setNamespaces(selection);
    ScanScheduleSpec spec = new ScanScheduleSpec();
    spec.setMatch(match);
    ScanSchedule schedule = new ScanSchedule();
    schedule.getMetadata().setName(name);
    schedule.setSpec(spec);
    return schedule;
  }

  private static KubernetesObject object(
      String apiVersion, String kind, String namespace, String name, Map<String, String> labels) {
    Map<String, Object> metadata =
        namespace.isEmpty()
            ? Map.of("name", name, "labels", labels)
            : Map.of("name", name, "namespace", namespace, "labels", labels);
    return KubernetesObject.of(
        Node.of(
            Map.of(
                "apiVersion",
                apiVersion,
                "kind",
                kind,
                "metadata",
                metadata,
                "spec",
                Map.of("template", Map.of("spec", Map.of("containers", List.of()))))),
        Origin.CLUSTER);
  }
}
