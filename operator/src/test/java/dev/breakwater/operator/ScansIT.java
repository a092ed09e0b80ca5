package dev.breakwater.operator;

import static dev.breakwater.operator.Stage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.api.v1alpha1.LastRun;
import dev.breakwater.api.v1alpha1.RunResult;
import dev.breakwater.api.v1alpha1.ScanScheduleStatus;
import dev.breakwater.api.v1alpha1.SecurityReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Schedules and reports as their readers see them, under the chart's rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScansIT {
  private final Stage stage = new Stage();
  private final Breakwater operator = stage.operator(Stage.settings("one", false), code -> {});

  @BeforeAll
  void start() {
    operator.start();
  }

  @AfterAll
  void stop() {
    operator.close();
    stage.close();
  }

  @Test
  void a_scan_reports_on_workload_namespace_and_cluster_and_on_the_digest_that_runs() {
    place("digest");
    String digest = stage.runningPod("digest", "cart");

    ScanScheduleStatus status = stage.scan("digest");

    LastRun run = Objects.requireNonNull(status.getLastRun());
    assertThat(run.getResult()).isEqualTo(RunResult.SUCCEEDED);
    assertThat(run.getWorkloads()).isEqualTo(2);
    SecurityReport cart = report("digest", "deployment-cart");
    assertThat(cart.getImages()).extracting(image -> image.getDigest()).containsExactly(digest);
    assertThat(cart.getSummary().getCritical() + cart.getSummary().getHigh()).isPositive();
    assertThat(cart.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("Deployment"));
    assertThat(stage.reports("digest"))
        .extracting(report -> report.getMetadata().getName())
        .containsExactlyInAnyOrder("deployment-cart", "namespace-digest");
    assertThat(stage.report(Stage.HOME, "cluster")).isPresent();
    patiently().until(() -> stage.events("digest", "ScanCompleted") == 1);
    assertThat(stage.events("digest", "ScanStarted")).isEqualTo(1);
  }

  @Test
  void a_second_run_that_finds_the_same_writes_no_report() {
    place("same");
    stage.scan("same");
    Map<String, String> before = versions("same");

    ScanScheduleStatus status = stage.scan("same");

    assertThat(versions("same")).isEqualTo(before);
    assertThat(Objects.requireNonNull(status.getLastRun()).getNewCount()).isZero();
  }

  @Test
  void scan_now_runs_once_for_each_value() {
    place("once");
    stage.scan("once");
    stage.kubectl("annotate", "scansched", "once", "note=looked-at-again");
    stage.kubectl("label", "scansched", "once", "team=web");
    stage.scan("once");

    patiently().until(() -> stage.events("once", "ScanCompleted") == 2);
    assertThat(stage.events("once", "ScanStarted")).isEqualTo(2);
  }

  @Test
  void a_schedule_that_cannot_be_read_says_which_field_and_works_again_once_it_is_right() {
    place("invalid");
    stage.kubectl("patch", "scansched", "invalid", "--type=merge", "-p", schedule("0 2 * * 9"));
    patiently()
        .untilAsserted(
            () ->
                assertThat(stage.status("invalid").getConditions())
                    .anySatisfy(
                        ready -> {
                          assertThat(ready.getReason()).isEqualTo("InvalidSchedule");
                          assertThat(ready.getMessage()).startsWith("spec.schedule: ");
                        }));

    stage.kubectl("patch", "scansched", "invalid", "--type=merge", "-p", schedule("0 2 * * 0"));

    patiently().until(() -> stage.status("invalid").getNextScheduleTime() != null);
    stage.scan("invalid");
  }

  @Test
  void a_fix_counts_as_fixed_and_leaves_the_rest_as_old_as_it_was() {
    stage.namespace("fix");
    stage.deployment("fix", "cart", true);
    stage.schedule("fix", "fix", false);
    stage.scan("fix");
    SecurityReport before = report("fix", "deployment-cart");

    stage.deployment("fix", "cart", false);
    stage.scan("fix");

    SecurityReport after = report("fix", "deployment-cart");
    assertThat(after.getChange().getFixed()).isPositive();
    assertThat(after.getChange().getFixed())
        .isEqualTo(
            before.getFindings().size()
                - after.getFindings().size()
                + after.getChange().getNewCount());
    Map<String, String> seen = firstSeen(before.getFindings());
    assertThat(after.getFindings())
        .filteredOn(finding -> seen.containsKey(finding.getId()))
        .isNotEmpty()
        .allSatisfy(
            finding -> assertThat(finding.getFirstSeen()).isEqualTo(seen.get(finding.getId())));
  }

  @Test
  void what_a_stranger_changes_in_a_report_is_repaired_at_the_next_scan() {
    place("stranger");
    stage.scan("stranger");
    int critical = report("stranger", "deployment-cart").getSummary().getCritical();
    stage.kubectl(
        "patch",
        "secrep",
        "deployment-cart",
        "-n",
        "stranger",
        "--type=merge",
        "-p",
        "{\"summary\": {\"critical\": 77}, \"findings\": []}");

    patiently()
        .untilAsserted(
            () -> {
              stage.scan("stranger");
              SecurityReport repaired = report("stranger", "deployment-cart");
              assertThat(repaired.getSummary().getCritical()).isEqualTo(critical);
              assertThat(repaired.getFindings()).isNotEmpty();
            });
  }

  @Test
  void a_change_is_judged_at_once_only_where_a_schedule_wants_that() {
    stage.namespace("lazy");
    stage.namespace("eager");
    stage.schedule("lazy", "lazy", false);
    stage.schedule("eager", "eager", true);

    stage.deployment("lazy", "cart", true);
    stage.deployment("eager", "cart", true);

    patiently().until(() -> stage.report("eager", "deployment-cart").isPresent());
    assertThat(stage.reports("lazy")).isEmpty();
    assertThat(stage.status("eager").getLastRun()).isNull();
  }

  @Test
  void the_reports_of_namespace_and_cluster_follow_changes_too() {
    stage.namespace("follow");
    stage.deployment("follow", "cart", true);
    Map<String, String> before = versions(Stage.HOME);

    stage.schedule("follow", "follow", true);

    patiently().until(() -> stage.report("follow", "namespace-follow").isPresent());
    patiently()
        .untilAsserted(
            () -> assertThat(versions(Stage.HOME)).containsKey("cluster").isNotEqualTo(before));
    assertThat(stage.status("follow").getLastRun()).isNull();
  }

  @Test
  void the_report_of_a_workload_that_is_gone_goes() {
    place("gone");
    stage.scan("gone");

    stage.kubectl("delete", "deployment", "cart", "-n", "gone");

    patiently().until(() -> stage.report("gone", "deployment-cart").isEmpty());
    assertThat(stage.report("gone", "namespace-gone")).isPresent();
  }

  @Test
  void reports_go_with_the_last_schedule_that_looks_there() {
    place("alone");
    stage.schedule("second", "alone", false);
    stage.scan("alone");
    stage.kubectl("delete", "scansched", "alone");
    stage.scan("second");
    assertThat(stage.reports("alone")).hasSize(2);

    stage.schedule("second", "elsewhere", false);

    patiently().until(() -> stage.reports("alone").isEmpty());
  }

  @Test
  void a_report_says_what_image_policies_think_of_what_runs() {
    place("policy");
    stage.apply(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: only-ours}
        spec:
          match: {namespaces: {selector: {matchLabels: {kubernetes.io/metadata.name: policy}}}}
          enforcement: Audit
          source: {registries: {allow: ["ours.example.com/**"]}}
        """);

    patiently()
        .untilAsserted(
            () -> {
              stage.scan("policy");
              SecurityReport cart = report("policy", "deployment-cart");
              assertThat(cart.getSummary().getPolicyViolations()).isEqualTo(1);
              assertThat(cart.getImages().getFirst().getVerdicts())
                  .containsEntry("only-ours", ImageVerdict.VIOLATES);
            });
  }

  @Test
  void a_suspended_schedule_runs_only_when_asked() {
    place("suspended");
    stage.kubectl(
        "patch",
        "scansched",
        "suspended",
        "--type=merge",
        "-p",
        "{\"spec\": {\"suspend\": true, \"schedule\": \"* * * * *\"}}");

    stage.scan("suspended");

    assertThat(stage.status("suspended").getNextScheduleTime()).isNull();
    assertThat(stage.status("suspended").getConditions())
        .anySatisfy(
            condition -> {
              assertThat(condition.getType()).isEqualTo("Suspended");
              assertThat(condition.getStatus()).isEqualTo("True");
            });
  }

  @Test
  void metrics_tell_who_leads_what_was_written_and_what_failed()
      throws IOException, InterruptedException {
    place("metrics");
    stage.scan("metrics");

    URI address = URI.create("http://127.0.0.1:" + operator.httpPort() + "/metrics");
    String metrics =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();

    assertThat(metrics)
        .contains("breakwater_leader 1")
        .contains("breakwater_scan_failures_total ")
        .containsPattern("breakwater_reports_written_total [1-9]")
        .containsPattern("breakwater_judgement_seconds_count [1-9]")
        .contains("jvm_memory_used_bytes");
    String page =
        Files.readString(
            Path.of(System.getProperty("breakwater.root", ""), "docs/reference/metrics.md"));
    assertThat(Pattern.compile("(?m)^# TYPE (\\S+)").matcher(metrics).results())
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(page).contains("`" + metric.group(1) + "`"));
  }

  @Test
  void a_whole_report_is_for_those_who_may_read_it() throws IOException, InterruptedException {
    place("whole");
    stage.scan("whole");
    stage.kubectl("create", "serviceaccount", "reader", "-n", "whole");
    stage.kubectl("create", "serviceaccount", "stranger", "-n", "whole");
    stage.kubectl(
        "create",
        "role",
        "reader",
        "-n",
        "whole",
        "--verb=get",
        "--resource=securityreports.breakwater.dev");
    stage.kubectl(
        "create",
        "rolebinding",
        "reader",
        "-n",
        "whole",
        "--role=reader",
        "--serviceaccount=whole:reader");

    HttpResponse<String> report = whole(token("reader"));

    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body()).contains("\"kind\":\"SecurityReport\"", "privileged");
    assertThat(whole(token("stranger")).statusCode()).isEqualTo(403);
    assertThat(whole("nobody").statusCode()).isEqualTo(401);
  }

  private String token(String account) {
    return stage.plane.kubectl().run("create", "token", account, "-n", "whole").orFail().strip();
  }

  private HttpResponse<String> whole(String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:" + operator.httpPort() + "/reports/whole/deployment-cart"))
              .header("Authorization", "Bearer " + token)
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** A namespace with one careless Deployment, and a schedule of the same name for it. */
  private void place(String name) {
    stage.namespace(name);
    stage.deployment(name, "cart", true);
    stage.schedule(name, name, false);
  }

  private SecurityReport report(String namespace, String name) {
    return stage.report(namespace, name).orElseThrow();
  }

  private Map<String, String> versions(String namespace) {
    Map<String, String> versions = new TreeMap<>();
    for (SecurityReport report : stage.reports(namespace)) {
      versions.put(report.getMetadata().getName(), report.getMetadata().getResourceVersion());
    }
    return versions;
  }

  private static Map<String, String> firstSeen(List<Finding> findings) {
    Map<String, String> seen = new TreeMap<>();
    findings.forEach(
        finding -> seen.put(finding.getId(), Objects.requireNonNull(finding.getFirstSeen())));
    return seen;
  }

  private static String schedule(String cron) {
    return "{\"spec\": {\"schedule\": \"" + cron + "\"}}";
  }
}
