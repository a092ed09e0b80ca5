package dev.breakwater.operator;

import static dev.breakwater.operator.Stage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.LastRun;
import dev.breakwater.api.v1alpha1.RunResult;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.operator.runtime.ExitCode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever fails, the cluster comes to the same state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
  private final Stage stage = new Stage();

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void a_run_that_was_killed_is_completed_once_and_with_the_same_result()
      throws InterruptedException {
    place("killed", 40);
    Process first = process(OperatorProcess.class, Map.of());
    stage.ask("killed");
    patiently().until(() -> stage.status("killed").getActiveRun() != null || hasRun("killed"));
    first.destroyForcibly().waitFor();

    Process second = process(OperatorProcess.class, Map.of());
    try {
      patiently().until(() -> hasRun("killed") && stage.status("killed").getActiveRun() == null);

      LastRun run = Objects.requireNonNull(stage.status("killed").getLastRun());
      assertThat(run.getResult()).isEqualTo(RunResult.SUCCEEDED);
      assertThat(run.getWorkloads()).isEqualTo(41);
      assertThat(stage.events("killed", "ScanStarted")).isLessThanOrEqualTo(1);
      Map<String, String> versions = versions("killed");
      assertThat(versions).hasSize(41);
      stage.scan("killed");
      assertThat(versions("killed")).isEqualTo(versions);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  @Test
  void the_process_says_by_its_exit_code_why_it_ends() throws InterruptedException {
    Process wrong = process(Main.class, Map.of("BREAKWATER_HTTP_PORT", "many"));
    assertThat(wrong.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(ExitCode.BAD_SETTINGS.code());

    place("asked", 1);
    Process asked = process(Main.class, Map.of());
    stage.scan("asked");
    asked.destroy();
    assertThat(asked.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(asked.exitValue()).isEqualTo(ExitCode.STOPPED.code());
  }

  @Test
  void work_goes_on_when_the_api_server_comes_back() {
    place("restart", 2);
    Breakwater operator = stage.start();
    try (operator) {
      stage.scan("restart");

      stage.plane.restartApiServer();
      stage.deployment("restart", "late", true);

      patiently()
          .untilAsserted(
              () -> {
                stage.scan("restart");
                assertThat(stage.report("restart", "deployment-late")).isPresent();
              });
      stage.kubectl("delete", "deployment", "late", "-n", "restart");
      patiently().until(() -> stage.report("restart", "deployment-late").isEmpty());
    }
  }

  @Test
  void requests_that_fail_now_and_then_change_nothing_in_the_end() throws IOException {
    place("flaky", 6);
    try (FlakyNetwork network = new FlakyNetwork()) {
      Path kubeconfig = stage.plane.kubeconfigOfServiceAccount(Stage.HOME, "breakwater");
      Breakwater operator =
          new Breakwater(
              Stage.settings("one", false),
              new KubernetesClientBuilder()
                  .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                  .withHttpClientBuilderConsumer(
                      http -> http.addOrReplaceInterceptor("flaky", network))
                  .build(),
              Stage.AHEAD,
              code -> {});
      try (operator) {
        operator.start();
        patiently()
            .untilAsserted(
                () -> {
                  stage.scan("flaky");
                  assertThat(stage.reports("flaky")).hasSize(7);
                });
        Map<String, String> versions = versions("flaky");
        stage.scan("flaky");
        assertThat(versions("flaky")).isEqualTo(versions);
      }
      assertThat(network.refused()).isPositive();
    }
  }

  @Test
  void a_replica_takes_over_from_the_one_that_stops_and_repeats_nothing() {
    place("lead", 2);
    Breakwater second = stage.operator(Stage.settings("second", true), code -> {});
    try (second) {
      Breakwater first = stage.operator(Stage.settings("first", true), code -> {});
      try (first) {
        first.start();
        stage.scan("lead");
        second.start();
        assertThat(leader()).isEqualTo("first");
      }
      patiently().until(() -> leader().equals("second"));
      Map<String, String> versions = versions("lead");

      stage.scan("lead");

      patiently().until(() -> stage.events("lead", "ScanCompleted") == 2);
      assertThat(stage.events("lead", "ScanStarted")).isEqualTo(2);
      assertThat(versions("lead")).isEqualTo(versions);
    }
  }

  private String leader() {
    return Objects.requireNonNullElse(
        stage
            .admin
            .leases()
            .inNamespace(Stage.HOME)
            .withName("breakwater")
            .get()
            .getSpec()
            .getHolderIdentity(),
        "");
  }

  private Process process(Class<?> main, Map<String, String> environment) {
    return OperatorProcess.start(
        main, stage.plane.kubeconfigOfServiceAccount(Stage.HOME, "breakwater"), environment);
  }

  private boolean hasRun(String schedule) {
    return stage.status(schedule).getLastRun() != null;
  }

  private void place(String name, int deployments) {
    stage.namespace(name);
    for (int index = 0; index < deployments; index++) {
      stage.deployment(name, "cart-" + index, true);
    }
    stage.schedule(name, name, false);
  }

  private Map<String, String> versions(String namespace) {
    Map<String, String> versions = new TreeMap<>();
    for (SecurityReport report : stage.reports(namespace)) {
      versions.put(report.getMetadata().getName(), report.getMetadata().getResourceVersion());
    }
    return versions;
  }
}
