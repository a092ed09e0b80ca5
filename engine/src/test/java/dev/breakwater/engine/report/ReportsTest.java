package dev.breakwater.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.api.v1alpha1.Scanner;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.api.v1alpha1.SecurityReportStatus;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.Origin;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader sees in a report, and in the one after it. */
class ReportsTest {
  private static final ObjectRef CART =
      new ObjectRef("apps/v1", "Deployment", "shop", "cart", "uid-1");
  private static final Instant MONDAY = Instant.parse("2026-03-02T02:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T02:00:00Z");
  private static final Limits ROOMY = new Limits(Set.of(Scanner.values()), Severity.LOW, 32 * 1024);

  private static final Finding PRIVILEGED = finding("BW-POD-001", Severity.CRITICAL, "cart");
  private static final Finding NO_LIMITS = finding("BW-RES-002", Severity.MEDIUM, "cart");
  private static final Finding NO_PROBE = finding("BW-POD-009", Severity.LOW, "cart");

  @Test
  void what_to_do_first_comes_first_in_whatever_order_it_was_found() {
    SecurityReport report = first(NO_PROBE, PRIVILEGED, NO_LIMITS);

    assertThat(report.getFindings())
        .extracting(found -> found.getCheck())
        .containsExactly("BW-POD-001", "BW-RES-002", "BW-POD-009");
    assertThat(report.getSummary().getCritical()).isEqualTo(1);
    assertThat(report.getSummary().getMedium()).isEqualTo(1);
    assertThat(report.getSummary().getLow()).isEqualTo(1);
  }

  @Test
  void the_same_input_in_any_order_gives_the_same_bytes() throws JsonProcessingException {
    List<Finding> findings = new ArrayList<>(many(40));
    String expected = json(first(findings));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(findings, new Random(seed));
      assertThat(json(first(findings))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void an_id_survives_another_message_line_and_order_of_containers() {
    Finding before =
        new Finding(
            Finding.Type.CONFIGURATION,
            "BW-POD-001",
            Severity.HIGH,
            "containers[name=cart], containers[name=proxy]",
            "spec.template.spec.containers[name=cart]",
            3,
            "2 containers",
            "",
            List.of());
    Finding after =
        new Finding(
            Finding.Type.CONFIGURATION,
            "BW-POD-001",
            Severity.LOW,
            "containers[name=proxy], containers[name=cart]",
            "spec.template.spec.containers[name=proxy]",
            17,
            "two containers",
            "",
            List.of());

    assertThat(ids(first(after))).isEqualTo(ids(first(before)));
  }

  @Test
  void of_several_findings_of_one_check_a_fix_counts_as_one_and_nothing_as_new() {
    Finding first = at("env[0]");
    Finding second = at("env[1]");
    Finding third = at("env[2]");
    Finding elsewhere = finding("BW-SEC-001", Severity.HIGH, "proxy");
    List<Finding> all = List.of(first, second, third, elsewhere);
    SecurityReport before = first(all);

    for (Finding fixed : all) {
      List<Finding> left = new ArrayList<>(all);
      left.remove(fixed);
      SecurityReport after = next(before, left);

      assertThat(after.getChange().getNewCount()).isZero();
      assertThat(after.getChange().getFixed()).isEqualTo(1);
      assertThat(Set.copyOf(ids(after))).hasSize(3);
    }
  }

  @Test
  void in_a_first_report_nothing_is_new() {
    SecurityReport report = first(PRIVILEGED);

    assertThat(report.getChange().getNewCount()).isZero();
    assertThat(report.getFindings().getFirst().getFirstSeen()).isEqualTo(MONDAY.toString());
  }

  @Test
  void the_next_report_says_what_is_new_and_fixed_and_since_when_the_rest_is_there() {
    SecurityReport before = first(PRIVILEGED, NO_PROBE);
    String fixed = id(before, "BW-POD-009");

    SecurityReport after = next(before, List.of(PRIVILEGED, NO_LIMITS));

    assertThat(after.getChange().getNewCount()).isEqualTo(1);
    assertThat(after.getChange().getNewFindings()).containsExactly(id(after, "BW-RES-002"));
    assertThat(after.getChange().getFixed()).isEqualTo(1);
    assertThat(after.getChange().getFixedFindings()).containsExactly(fixed);
    assertThat(after.getFindings())
        .extracting(found -> found.getFirstSeen())
        .containsExactly(MONDAY.toString(), TUESDAY.toString());
  }

  @Test
  void what_nobody_looked_for_before_is_no_news() {
    Limits only = new Limits(Set.of(Scanner.CONFIGURATION), Severity.MEDIUM, ROOMY.maxBytes());
    Finding open =
        new Finding(
            Finding.Type.NETWORK, "BW-NET-001", Severity.HIGH, "", "", 0, "open", "", List.of());
    SecurityReport before = compose(List.of(), only, new History.First(MONDAY));

    SecurityReport after = next(before, List.of(PRIVILEGED, open, NO_PROBE));

    assertThat(after.getChange().getNewFindings()).containsExactly(id(after, "BW-POD-001"));
  }

  @Test
  void what_nobody_looks_for_any_more_is_not_fixed() {
    Limits less = new Limits(Set.of(Scanner.values()), Severity.HIGH, ROOMY.maxBytes());
    SecurityReport before = first(PRIVILEGED, NO_PROBE);

    SecurityReport after =
        compose(
            List.of(PRIVILEGED, NO_PROBE),
            less,
            new History.Since(PreviousReport.of(before), TUESDAY));

    assertThat(after.getChange().getFixed()).isZero();
    assertThat(after.getSummary().getLow()).isZero();
  }

  @Test
  void what_was_left_out_for_size_is_no_news_when_there_is_room() {
    List<Finding> findings = many(200);
    Limits tight = new Limits(Set.of(Scanner.values()), Severity.LOW, 8 * 1024);
    SecurityReport before = compose(findings, tight, new History.First(MONDAY));
    assertThat(before.getSummary().getOmitted()).isPositive();
    List<Finding> lastListedIsFixed = new ArrayList<>(findings);
    lastListedIsFixed.removeIf(
        finding ->
            finding.check().equals(before.getFindings().getLast().getCheck())
                || finding.check().equals(before.getFindings().getFirst().getCheck()));
    lastListedIsFixed.add(PRIVILEGED);

    SecurityReport after =
        compose(
            lastListedIsFixed,
            new Limits(Set.of(Scanner.values()), Severity.LOW, 1024 * 1024),
            new History.Since(PreviousReport.of(before), TUESDAY));

    assertThat(after.getSummary().getOmitted()).isZero();
    assertThat(after.getChange().getNewFindings()).containsExactly(id(after, "BW-POD-001"));
    assertThat(after.getChange().getFixed()).isEqualTo(2);
  }

  @Test
  void a_report_never_exceeds_its_budget_and_says_what_it_leaves_out() throws Exception {
    List<Finding> findings = many(300);
    SecurityReport empty = compose(List.of(), ROOMY, new History.First(MONDAY));
    for (int size = 4 * 1024; size <= 40 * 1024; size += 997) {
      Limits limits = new Limits(Set.of(Scanner.values()), Severity.LOW, size);
      SecurityReport report =
          compose(findings, limits, new History.Since(PreviousReport.of(empty), TUESDAY));

      int omitted = report.getSummary().getOmitted();
      assertThat(json(report).length()).as("budget %d", size).isLessThanOrEqualTo(size);
      assertThat(report.getFindings().size() + omitted).isEqualTo(300);
      assertThat(report.getFindings()).isNotEmpty();
      assertThat(report.getChange().getNewCount()).isEqualTo(300);
      assertThat(conditions(report).getFirst())
          .satisfies(
              complete -> {
                assertThat(complete.getType()).isEqualTo("Complete");
                assertThat(complete.getStatus()).isEqualTo(omitted == 0 ? "True" : "False");
                assertThat(complete.getMessage()).contains(omitted == 0 ? "everything" : "maxSize");
              });
    }
  }

  @Test
  void a_second_scan_that_finds_the_same_says_nothing_new() {
    SecurityReport before = first(PRIVILEGED, NO_LIMITS);
    SecurityReport after = next(before, List.of(NO_LIMITS, PRIVILEGED));

    assertThat(ReportContent.hash(after)).isEqualTo(ReportContent.hash(before));
    assertThat(ReportContent.hash(next(before, List.of(PRIVILEGED))))
        .isNotEqualTo(ReportContent.hash(before));
  }

  @Test
  void what_others_add_to_a_report_is_theirs_but_what_they_change_is_repaired() {
    SecurityReport ours = first(PRIVILEGED);
    String hash = ReportContent.hash(ours);

    SecurityReport labelled = first(PRIVILEGED);
    labelled
        .getMetadata()
        .setLabels(new TreeMap<>(Map.of("app.kubernetes.io/managed-by", "breakwater", "a", "b")));
    Condition theirs = new ConditionBuilder().withType("Seen").withStatus("True").build();
    SecurityReportStatus status = new SecurityReportStatus();
    status.setConditions(Stream.concat(conditions(ours).stream(), Stream.of(theirs)).toList());
    labelled.setStatus(status);
    SecurityReport forged = first(PRIVILEGED);
    forged.getSummary().setCritical(0);

    assertThat(ReportContent.hash(labelled)).isEqualTo(hash);
    assertThat(ReportContent.hash(forged)).isNotEqualTo(hash);
  }

  @Test
  void a_good_scan_after_a_failed_one_is_news() {
    SecurityReport good = first(PRIVILEGED);
    SecurityReport failed = first(PRIVILEGED);
    conditions(failed).get(1).setStatus("True");

    assertThat(ReportContent.hash(failed)).isNotEqualTo(ReportContent.hash(good));
  }

  private static Finding finding(String check, Severity severity, String container) {
    return new Finding(
        Finding.Type.CONFIGURATION,
        check,
        severity,
        "containers[name=" + container + "]",
        "spec.template.spec.containers[name=" + container + "]",
        0,
        "seen",
        "do something",
        List.of("PSS:baseline"));
  }

  private static Finding at(String path) {
    return new Finding(
        Finding.Type.CONFIGURATION,
        "BW-SEC-001",
        Severity.HIGH,
        "containers[name=cart]",
        path,
        0,
        "a secret",
        "",
        List.of());
  }

  private static List<Finding> many(int count) {
    Severity[] severities = {Severity.HIGH, Severity.MEDIUM, Severity.LOW};
    return IntStream.range(0, count)
        .mapToObj(index -> finding("BW-X-" + (100 + index), severities[index % 3], "cart"))
        .toList();
  }

  private static SecurityReport first(Finding... findings) {
    return first(List.of(findings));
  }

  private static SecurityReport first(List<Finding> findings) {
    return compose(findings, ROOMY, new History.First(MONDAY));
  }

  private static SecurityReport next(SecurityReport before, List<Finding> findings) {
    return compose(findings, ROOMY, new History.Since(PreviousReport.of(before), TUESDAY));
  }

  private static SecurityReport compose(List<Finding> findings, Limits limits, History history) {
    JudgedImage image =
        new JudgedImage(
            "cart",
            "registry.example.com/cart:1",
            "sha256:abc",
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty());
    return ReportComposer.compose(
        new Assessment(CART, Origin.CLUSTER, List.of(image), findings), "shop", limits, history);
  }

  private static List<String> ids(SecurityReport report) {
    return report.getFindings().stream().map(found -> found.getId()).toList();
  }

  private static String id(SecurityReport report, String check) {
    return report.getFindings().stream()
        .filter(found -> found.getCheck().equals(check))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  private static List<Condition> conditions(SecurityReport report) {
    return Optional.ofNullable(report.getStatus()).orElseThrow().getConditions();
  }

  private static String json(SecurityReport report) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(report);
  }
}
