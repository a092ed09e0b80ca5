package dev.breakwater.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of an object, and what is not. */
class TrimmingTest {
  private static final Map<String, Object> SPEC =
      Map.of(
          "hostNetwork",
          true,
          "containers",
          List.of(Map.of("name", "cart", "image", "cart:1", "env", List.of())));
  private static final Map<String, Object> STATUS =
      Map.of(
          "phase",
          "Running",
          "podIP",
          "10.0.0.7",
          "containerStatuses",
          List.of(Map.of("name", "cart", "imageID", "cart@sha256:1", "restartCount", 7)));

  @Test
  void of_a_pod_that_a_workload_owns_the_images_that_run_are_kept() {
    Node kept = trim("Pod", Map.of("ownerReferences", List.of(Map.of("controller", true))));

    assertThat(kept.at("spec", "containers").items().getFirst())
        .isEqualTo(Node.of(Map.of("name", "cart", "image", "cart:1")));
    assertThat(kept.at("spec", "hostNetwork").isPresent()).isFalse();
    assertThat(kept.at("status", "containerStatuses").items().getFirst())
        .isEqualTo(Node.of(Map.of("name", "cart", "imageID", "cart@sha256:1")));
    assertThat(kept.at("status", "podIP").isPresent()).isFalse();
  }

  @Test
  void a_bare_pod_is_judged_itself_so_its_spec_is_kept() {
    assertThat(trim("Pod", Map.of()).at("spec")).isEqualTo(Node.of(SPEC));
  }

  @Test
  void status_and_what_kubectl_noted_go() {
    Node kept =
        trim(
            "Deployment",
            Map.of(
                "managedFields",
                List.of(),
                "annotations",
                Map.of("kubectl.kubernetes.io/last-applied-configuration", "{}", "team", "web")));

    assertThat(kept.at("status").isPresent()).isFalse();
    assertThat(kept.at("metadata").entries()).containsOnlyKeys("annotations");
    assertThat(kept.at("metadata", "annotations").strings()).containsOnlyKeys("team");
    assertThat(kept.at("spec")).isEqualTo(Node.of(SPEC));
  }

  private static Node trim(String kind, Map<String, Object> metadata) {
    return Trimming.trim(
        Node.of(Map.of("kind", kind, "metadata", metadata, "spec", SPEC, "status", STATUS)));
  }
}
