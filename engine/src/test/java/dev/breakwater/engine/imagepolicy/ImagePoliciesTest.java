package dev.breakwater.engine.imagepolicy;

import static dev.breakwater.engine.imagepolicy.PolicyTest.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImagePoliciesTest {
  private static final Map<String, String> SHOP = Map.of("kubernetes.io/metadata.name", "shop");
  private static final Policy NO_LATEST =
      policy(
          "no-latest", "{match: {namespaces: {selector: {}}}, source: {tags: {deny: [latest]}}}");
  private static final Policy QUAY =
      policy(
          "quay",
          "{match: {namespaces: {selector: {}}}, source: {registries: {allow: [quay.io/**]}}}");

  private static Workload deployment(
      String namespace, String name, String image, RunningImage... running) {
    Node body =
        Node.of(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("namespace", namespace, "name", name),
                "spec",
                Map.of(
                    "template",
                    Map.of(
                        "spec",
                        Map.of("containers", List.of(Map.of("name", "app", "image", image)))))));
    return new Workload(
        KubernetesObject.of(body, Origin.CLUSTER),
        PodTemplate.of(
            Node.Absent.ABSENT, body.at("spec", "template", "spec"), "spec.template.spec"),
        List.of(running));
  }

  private static Inventory inventory(Workload... workloads) {
    SortedMap<String, Namespace> namespaces = new TreeMap<>();
    for (String name : List.of("shop", "kube-system")) {
      Node body =
          Node.of(
              Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
      namespaces.put(
          name,
          new Namespace(
              name,
              KubernetesObject.of(body, Origin.CLUSTER),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              true));
    }
    return new Inventory(Arrays.asList(workloads), namespaces, Inventory.Source.CLUSTER);
  }

  private static ImagePolicies policies(Policy... policies) {
    return new ImagePolicies(List.of(policies), "breakwater-system");
  }

  @Test
  void a_violation_is_a_finding_about_the_container_whatever_the_order_of_the_policies() {
    Workload cart = deployment("shop", "cart", "nginx");

    List<Finding> findings = policies(QUAY, NO_LATEST).findings(cart, SHOP);

    assertThat(findings).isEqualTo(policies(NO_LATEST, QUAY).findings(cart, SHOP));
    assertThat(findings)
        .first()
        .isEqualTo(
            new Finding(
                Finding.Type.IMAGE_POLICY,
                "ImagePolicy/no-latest/source.tags.deny",
                Severity.MEDIUM,
                "containers[name=app]",
                "spec.template.spec.containers[name=app].image",
                0,
                "ImagePolicy no-latest: source.tags.deny: nginx (means :latest) matches latest;"
                    + " name another version",
                "Name a version that is not denied, best with its digest.",
                List.of()));
    assertThat(findings)
        .last()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("ImagePolicy/quay/source.registries.allow");
              assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            });
  }

  @Test
  void what_still_runs_from_an_older_template_is_judged_too() {
    Workload cart =
        deployment(
            "shop",
            "cart",
            "nginx:1.27",
            new RunningImage("app", "nginx:latest", "", Optional.empty()),
            new RunningImage("app", "nginx:1.27", "", Optional.empty()),
            new RunningImage("injected", "proxy", "", Optional.empty()));

    assertThat(policies(NO_LATEST).findings(cart, SHOP))
        .extracting(Finding::subject, Finding::message)
        .containsExactly(
            tuple(
                "containers[name=app]",
                "ImagePolicy no-latest: source.tags.deny: nginx:latest matches latest; name another"
                    + " version (a running pod has it, the template does not)"),
            tuple(
                "containers[name=injected]",
                "ImagePolicy no-latest: source.tags.deny: proxy (means :latest) matches latest;"
                    + " name another version (a running pod has it, the template does not)"));
  }

  @Test
  void white_space_around_an_image_is_seen_as_the_api_server_sees_it() {
    assertThat(policies(NO_LATEST).findings(deployment("shop", "cart", " nginx:1"), SHOP))
        .extracting(Finding::check)
        .containsExactly("ImagePolicy/no-latest/image");
  }

  @Test
  void each_policy_that_judges_an_image_gives_its_verdict() {
    Policy cartOnly =
        policy(
            "carts",
            "{match: {namespaces: {selector: {}}, images: [\"**/cart\"]}, source: {digest:"
                + " Require}}");

    assertThat(
            policies(QUAY, NO_LATEST, cartOnly)
                .verdicts("nginx:1", new ImageContent.NotAsked(), "shop", SHOP))
        .isEqualTo(Map.of("no-latest", ImageVerdict.SATISFIES, "quay", ImageVerdict.VIOLATES));
    assertThat(policies(QUAY).verdicts(" ", new ImageContent.NotAsked(), "shop", SHOP)).isEmpty();
  }

  @Test
  void system_namespaces_and_the_operators_own_are_exempt() {
    for (String namespace :
        List.of("kube-system", "kube-public", "kube-node-lease", "breakwater-system")) {
      assertThat(
              policies(NO_LATEST)
                  .verdicts(
                      "nginx",
                      new ImageContent.NotAsked(),
                      namespace,
                      Map.of("kubernetes.io/metadata.name", namespace)))
          .isEmpty();
    }
  }

  @Test
  void the_effect_counts_images_once_and_names_what_deny_would_block() {
    Inventory inventory =
        inventory(
            deployment("kube-system", "proxy", "proxy"),
            deployment("shop", "web", "nginx"),
            deployment("shop", "cart", "nginx"),
            deployment(
                "shop",
                "mail",
                "mail:1",
                new RunningImage("app", "mail:latest", "", Optional.empty())),
            deployment("shop", "db", "postgres:17"));

    PolicyEffect effect =
        policies(NO_LATEST).effect(NO_LATEST, inventory, (_, _) -> new ImageContent.NotAsked());

    assertThat(effect.images()).isEqualTo(4);
    assertThat(effect.violatingImages()).isEqualTo(2);
    assertThat(effect.violatingWorkloads()).isEqualTo(3);
    assertThat(effect.blocked())
        .extracting(blocked -> blocked.workload().name(), PolicyEffect.Blocked::problem)
        .containsExactly(
            tuple(
                "cart",
                "source.tags.deny: nginx (means :latest) matches latest; name another version"),
            tuple(
                "web",
                "source.tags.deny: nginx (means :latest) matches latest; name another version"));
  }

  @Test
  void a_rule_without_an_answer_is_told_to_whoever_wrote_it() {
    Policy team =
        policy(
            "team",
            "{match: {namespaces: {selector: {}}}, rules: [{name: team, expression:"
                + " \"image.labels['team'] == 'shop'\", message: of another team}]}");
    WrittenScans scans = new WrittenScans("nginx: {labels: {team: shop}}\nredis:8: {}\n");

    PolicyEffect effect =
        policies(team)
            .effect(
                team,
                inventory(
                    deployment("shop", "web", "nginx"), deployment("shop", "cache", "redis:8")),
                (namespace, image) ->
                    ImageContent.of(scans.of(namespace, image), WrittenScans.FIRST_SEEN));

    assertThat(effect.mistakes())
        .containsExactly("rules[team] cannot be asked of redis:8: there is no team");
    assertThat(effect.violatingImages()).isZero();
  }
}
