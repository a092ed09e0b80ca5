package dev.breakwater.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.ControlPlane;
import dev.breakwater.testing.Kubectl;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples, on a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesIT {
  private final ControlPlane cluster = ControlPlane.start(ControlPlane.Options.defaults());
  private final Kubectl kubectl = cluster.kubectl();

  @BeforeAll
  void prepare() {
    cluster.applyDefinitions();
    kubectl.run("apply", "-f", path("application/namespaces.yaml")).orFail();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application", "policies", "rejected"})
  void everything_is_accepted_without_a_warning(String folder) {
    Kubectl.Result result = kubectl.run("apply", "--dry-run=server", "-f", path(folder));

    assertThat(result.exitCode()).as(result.error()).isZero();
    assertThat(result.error()).isEmpty();
  }

  @Test
  void the_application_is_a_dozen_workloads_of_every_common_kind() {
    List<String> objects =
        kubectl
            .run("apply", "--dry-run=server", "-o", "name", "-f", path("application"))
            .orFail()
            .lines()
            .filter(name -> !name.startsWith("service") && !name.startsWith("namespace/"))
            .toList();

    assertThat(objects).hasSizeGreaterThanOrEqualTo(12);
    assertThat(objects.stream().map(name -> name.replaceFirst("[./].*", "")).distinct())
        .containsExactlyInAnyOrder("deployment", "statefulset", "daemonset", "cronjob", "pod");
  }

  private static String path(String path) {
    return Command.repository().resolve("samples").resolve(path).toString();
  }
}
