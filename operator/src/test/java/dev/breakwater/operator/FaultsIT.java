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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
      throws IOException, InterruptedException {
    place("killed", 40);
    try (Wire wire = wire()) {
      Process first = OperatorProcess.start(OperatorProcess.class, wire.kubeconfig(), Map.of());
      patiently().until(() -> stage.status("killed").getNextScheduleTime() != null);
      wire.slow(Duration.ofMillis(100));
      stage.ask("killed");
      patiently().until(() -> !stage.reports("killed").isEmpty());
      first.destroyForcibly().waitFor();
    }
    assertThat(stage.status("killed").getActiveRun()).isNotNull();
    assertThat(hasRun("killed")).isFalse();

    Process second = process(OperatorProcess.class, Map.of());
    try {
      patiently().until(() -> hasRun("killed") && stage.status("killed").getActiveRun() == null);

      LastRun run = Objects.requireNonNull(stage.status("killed").getLastRun());
      assertThat(run.getResult()).isEqualTo(RunResult.SUCCEEDED);
      assertThat(run.getWorkloads()).isEqualTo(41);
      assertThat(stage.events("killed", "ScanStarted")).isEqualTo(1);
      Map<String, String> versions = versions("killed");
      assertThat(versions).hasSize(41);
      stage.scan("killed");
      assertThat(versions("killed")).isEqualTo(versions);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  @Test
  void watches_that_break_again_and_again_miss_nothing() throws IOException {
    place("cut", 1);
    stage.schedule("cut", "cut", true);
    try (Wire wire = wire();
        Breakwater operator = operator(wire.kubeconfig())) {
      operator.start();
      int broken = 0;
      for (int round = 0; round < 5; round++) {
        broken += wire.cut();
        stage.deployment("cut", "late-" + round, true);
        broken += wire.cut();
      }
      stage.kubectl("delete", "deployment", "cart-0", "-n", "cut");
      broken += wire.cut();

      patiently()
          .untilAsserted(
              () ->
                  assertThat(versions("cut").keySet())
                      .containsExactly(
                          "deployment-late-0",
                          "deployment-late-1",
                          "deployment-late-2",
                          "deployment-late-3",
                          "deployment-late-4",
                          "namespace-cut"));
      assertThat(broken).isPositive();
      patiently()
          .untilAsserted(
              () -> {
                Map<String, String> versions = versions("cut");
                stage.scan("cut");
                assertThat(versions("cut")).isEqualTo(versions);
              });
    }
  }

  @Test
  void a_leader_that_is_cut_off_ends_and_its_successor_comes_to_the_same_state()
      throws IOException, InterruptedException {
    place("outage", 3);
    try (Wire wire = wire()) {
      Process first = leader(wire);
      stage.scan("outage");
      Map<String, String> versions = versions("outage");

      wire.down();
      assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isEqualTo(ExitCode.LEADERSHIP_LOST.code());
      stage.deployment("outage", "late", true);
      wire.up();

      Process second = leader(wire);
      try {
        stage.scan("outage");
        assertThat(versions("outage")).hasSize(5).containsAllEntriesOf(versions);
      } finally {
        second.destroyForcibly().waitFor();
      }
    }
  }

  private static Process leader(Wire wire) {
    return OperatorProcess.start(
        OperatorProcess.class, wire.kubeconfig(), Map.of("BREAKWATER_LEADER_ELECTION", "true"));
  }

  @Test
  void it_is_alive_but_not_ready_while_there_is_no_api_server_and_says_so_when_it_gives_up()
      throws IOException, InterruptedException {
    int port = freePort();
    try (Wire wire = wire()) {
      wire.down();

      Process alone =
          OperatorProcess.start(
              Main.class, wire.kubeconfig(), Map.of("BREAKWATER_HTTP_PORT", "" + port));

      patiently()
          .untilAsserted(() -> assertThat(get(port, "/healthz").statusCode()).isEqualTo(200));
      assertThat(get(port, "/readyz").statusCode()).isEqualTo(503);
      assertThat(alone.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(alone.exitValue()).isEqualTo(ExitCode.CLUSTER_NOT_READY.code());
    }
  }

  @Test
  void a_report_that_the_api_server_refuses_is_told_and_written_once_it_does_not()
      throws IOException, InterruptedException {
    place("refused", 2);
    stage.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: refuses}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [breakwater.dev], apiVersions: [v1alpha1], operations: [CREATE], resources: [securityreports]}
          validations:
          - {expression: "object.metadata.name != 'deployment-cart-0'", message: "no room for cart-0"}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: refuses}
        spec:
          policyName: refuses
          validationActions: [Deny]
          matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: refused}}}
        """);
    patiently().until(() -> stage.refuses("refused", "deployment-cart-0"));
    Breakwater operator = stage.start();
    try (operator) {
      LastRun run = Objects.requireNonNull(stage.scan("refused").getLastRun());

      assertThat(run.getResult()).isEqualTo(RunResult.FAILED);
      assertThat(run.getMessage()).contains("cart-0").contains("no room for cart-0");
      assertThat(versions("refused")).containsOnlyKeys("deployment-cart-1", "namespace-refused");
      patiently().until(() -> stage.events("refused", "ScanFailed") == 1);
      assertThat(get(operator.httpPort(), "/metrics").body())
          .containsPattern("(?m)^breakwater_scan_failures_total [1-9]");

      stage.kubectl("delete", "validatingadmissionpolicybinding", "refuses");
      patiently().until(() -> stage.report("refused", "deployment-cart-0").isPresent());
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
      Breakwater operator =
          new Breakwater(
              Stage.settings("one", false),
              new KubernetesClientBuilder()
                  .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
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
      assertThat(network.conflicts()).isPositive();
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
    return OperatorProcess.start(main, kubeconfig(), environment);
  }

  private Path kubeconfig() {
    return stage.plane.kubeconfigOfServiceAccount(Stage.HOME, "breakwater");
  }

  private Wire wire() throws IOException {
    return new Wire(kubeconfig());
  }

  private static Breakwater operator(Path kubeconfig) {
    return new Breakwater(
        Stage.settings("one", false),
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build(),
        Stage.AHEAD,
        code -> {});
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
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
