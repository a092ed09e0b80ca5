package dev.breakwater.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.inventory.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names of reports: legal, and no two objects share one. */
class ReportNameTest {
  private static final List<String> API_VERSIONS =
      List.of("v1", "apps/v1", "batch/v1", "argoproj.io/v1alpha1", "jobset.x-k8s.io/v1");
  private static final List<String> KINDS =
      List.of("Pod", "Deployment", "Job", "Rollout", "Cluster", "Namespace", "JobSet");

  @Test
  void a_name_reads_like_what_it_is_about() {
    assertThat(name("apps/v1", "Deployment", "cart")).isEqualTo("deployment-cart");
    assertThat(name("v1", "Namespace", "shop")).isEqualTo("namespace-shop");
    assertThat(name("argoproj.io/v1alpha1", "Rollout", "cart"))
        .isEqualTo("rollout.argoproj.io-cart");
    assertThat(name("v1", "Cluster", "cluster")).isEqualTo("cluster");
  }

  @Test
  void a_stranger_called_like_the_cluster_does_not_take_its_report() {
    assertThat(name("cluster.x-k8s.io/v1beta1", "Cluster", "cluster")).isNotEqualTo("cluster");
  }

  @Test
  void every_name_is_legal_and_its_own() {
    Random random = new Random(7);
    Map<String, ObjectRef> seen = new HashMap<>();
    for (int round = 0; round < 20_000; round++) {
      String apiVersion = API_VERSIONS.get(random.nextInt(API_VERSIONS.size()));
      String kind = KINDS.get(random.nextInt(KINDS.size()));
      boolean builtIn = !apiVersion.contains(".");
      if (builtIn) {
        // A built-in kind stands in one group.
        apiVersion =
            switch (kind) {
              case "Deployment" -> "apps/v1";
              case "Job" -> "batch/v1";
              default -> "v1";
            };
      }
      ObjectRef ref = new ObjectRef(apiVersion, kind, "shop", anyName(random), "");
      String name = ReportName.of(ref);

      assertThat(name).hasSizeLessThanOrEqualTo(253);
      assertThat(name).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
      ObjectRef other = seen.putIfAbsent(name, ref);
      assertThat(other == null || other.equals(ref)).as("%s and %s: %s", ref, other, name).isTrue();
    }
  }

  private static String name(String apiVersion, String kind, String name) {
    return ReportName.of(new ObjectRef(apiVersion, kind, "shop", name, ""));
  }

  /** Few letters and special characters, so that names are often alike; some too long. */
  private static String anyName(Random random) {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(20) == 0 ? 240 + random.nextInt(14) : 1 + random.nextInt(4);
    for (int index = 0; index < length; index++) {
      name.append("ab.-:AB".charAt(random.nextInt(7)));
    }
    return name.toString();
  }
}
