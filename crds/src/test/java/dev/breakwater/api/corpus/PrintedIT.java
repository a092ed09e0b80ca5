package dev.breakwater.api.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.ControlPlane;
import dev.breakwater.testing.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody at a terminal sees of the four kinds. */
class PrintedIT {
  private final Kubectl kubectl = ControlPlane.shared().kubectl();

  @AfterEach
  void clean() {
    kubectl
        .run(
            "delete",
            "securityreport,scanschedule,imagepolicy,networkisolationprofile",
            "--all",
            "-n",
            "default")
        .orFail();
  }

  @Test
  void a_list_of_reports_is_read_at_a_glance() {
    apply(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: SecurityReport
        metadata: {name: deployment-recommendationservice, namespace: default}
        scope: {apiVersion: apps/v1, kind: Deployment, name: recommendationservice}
        scanTime: "2026-03-01T02:00:00Z"
        summary: {critical: 1, high: 4, medium: 9, low: 20, unknown: 0, images: 2}
        change: {new: 2, fixed: 1}
        status:
          conditions:
          - {type: Complete, status: "False", reason: Truncated, message: "3 findings left out", lastTransitionTime: "2026-03-01T02:00:00Z"}
        """);

    String[] lines = kubectl.run("get", "secrep").orFail().split("\\n", -1);
    String wide = kubectl.run("get", "securityreports", "-o", "wide").orFail();

    assertThat(lines[0].strip().split("\\s+"))
        .containsExactly(
            "NAME", "KIND", "CRITICAL", "HIGH", "MEDIUM", "LOW", "NEW", "SCANNED", "AGE");
    assertThat(lines[1])
        .containsPattern(
            "^deployment-recommendationservice +Deployment +1 +4 +9 +20 +2 +\\S+ +\\S+ *$");
    assertThat(lines[1].stripTrailing()).hasSizeLessThanOrEqualTo(100);
    assertThat(wide)
        .containsPattern("AGE +IMAGES +FAILED +REASON")
        .containsPattern(" 2 +Truncated");
  }

  @Test
  void one_word_lists_all_four_kinds() {
    apply(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ScanSchedule
        metadata: {name: nightly}
        spec: {schedule: "0 2 * * *", match: {namespaces: {selector: {}}}}
        ---
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: production}
        spec: {match: {namespaces: {selector: {}}}, source: {digest: Require}}
        ---
        apiVersion: breakwater.dev/v1alpha1
        kind: NetworkIsolationProfile
        metadata: {name: tenant}
        spec: {match: {namespaces: {selector: {}}}, isolation: {ingress: SameNamespace}}
        ---
        apiVersion: breakwater.dev/v1alpha1
        kind: SecurityReport
        metadata: {name: namespace-default, namespace: default}
        scope: {apiVersion: v1, kind: Namespace, name: default}
        """);

    assertThat(kubectl.run("get", "breakwater", "-A").orFail())
        .contains("scanschedule.breakwater.dev/nightly")
        .contains("imagepolicy.breakwater.dev/production")
        .contains("networkisolationprofile.breakwater.dev/tenant")
        .contains("securityreport.breakwater.dev/namespace-default");
    assertThat(kubectl.run("get", "scansched").orFail())
        .containsPattern("NAME +SCHEDULE +TIMEZONE +SUSPEND +LAST +NEXT +READY +AGE")
        .containsPattern("nightly +0 2 \\* \\* \\* +UTC +false");
    assertThat(kubectl.run("get", "imgpol").orFail())
        .containsPattern("NAME +ENFORCEMENT +IMAGES +VIOLATING +WOULDBLOCK +READY +AGE")
        .containsPattern("production +Audit");
    assertThat(kubectl.run("get", "netiso").orFail())
        .containsPattern("NAME +MODE +MATCHED +APPLIED +CONFLICTED +READY +AGE")
        .containsPattern("tenant +Enforce");
  }

  @Test
  void what_is_not_written_is_shown_with_its_default() {
    apply(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ScanSchedule
        metadata: {name: nightly}
        spec: {schedule: "0 2 * * *", match: {namespaces: {selector: {}}}}
        """);

    assertThat(
            kubectl
                .run(
                    "get",
                    "scansched",
                    "nightly",
                    "-o",
                    "jsonpath={.spec.timeZone} {.spec.missedRuns} {.spec.onChange} {.spec.scanners}"
                        + " {.spec.images.timeout} {.spec.report.maxSize}"
                        + " {.spec.match.workloads.selector}")
                .orFail())
        .isEqualTo(
            "UTC RunOnce true [\"Vulnerabilities\",\"Secrets\",\"Configuration\",\"Network\"] 10m"
                + " 32Ki {}");
  }

  @Test
  void explain_helps_to_write_a_field() {
    assertThat(kubectl.run("explain", "netiso.spec.allow.peers.ipBlock.cidr").orFail())
        .contains("203.0.113.0/24");
    assertThat(kubectl.run("explain", "scansched.spec.jitter").orFail())
        .contains("at most")
        .contains("10m");
    assertThat(kubectl.run("explain", "securityreports").orFail())
        .containsPattern("what\\s+changed since");
  }

  private void apply(String documents) {
    kubectl.runWithInput(documents, "apply", "--server-side", "-f", "-").orFail();
  }
}
