package dev.breakwater.engine.imagescan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.manifest.ManifestReader;
import dev.breakwater.engine.report.History;
import dev.breakwater.engine.report.Limits;
import dev.breakwater.engine.report.PreviousReport;
import dev.breakwater.engine.report.ReportComposer;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.reference.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ImageFindingsTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T02:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T02:00:00Z");
  private static final String POD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        template:
          spec:
            containers:
            - {name: cart, image: "registry.example.com/shop/cart:1.4"}
            - {name: queue, image: "registry.example.com/shop/cart:1.4"}
      """;

  @Test
  void vulnerabilities_that_one_update_fixes_are_one_finding() {
    SecurityReport report =
        report(
            scanned(
                vulnerability("CVE-2026-0002", Severity.HIGH, "libssl3", "3.0.15-1"),
                vulnerability("CVE-2026-0001", Severity.CRITICAL, "openssl", "3.0.14-1")));

    assertThat(found(report))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getPackageName()).isEqualTo("openssl");
              assertThat(finding.getInstalled()).isEqualTo("3.0.11-1");
              assertThat(finding.getFixed()).isEqualTo("3.0.14-1, 3.0.15-1");
              assertThat(finding.getVulnerabilities())
                  .containsExactly("CVE-2026-0001", "CVE-2026-0002");
              assertThat(finding.getSeverity().name()).isEqualTo("CRITICAL");
              assertThat(finding.getSubject())
                  .isEqualTo("containers[name=cart], containers[name=queue]");
              assertThat(finding.getMessage())
                  .isEqualTo(
                      "registry.example.com/shop/cart:1.4: openssl 3.0.11-1 has CVE-2026-0001,"
                          + " CVE-2026-0002");
            });
  }

  @Test
  void what_cannot_be_fixed_yet_is_told_apart_from_what_can() {
    SecurityReport report =
        report(
            scanned(
                vulnerability("CVE-2026-0001", Severity.HIGH, "openssl", "3.0.14-1"),
                vulnerability("CVE-2026-0002", Severity.HIGH, "openssl", "")));

    assertThat(found(report)).hasSize(2);
  }

  @Test
  void a_vulnerability_that_nobody_knew_of_is_news_though_nothing_changed() {
    SecurityReport before =
        report(
            scanned(vulnerability("CVE-2026-0001", Severity.HIGH, "openssl", "3.0.14-1")),
            new History.First(MONDAY));
    SecurityReport after =
        report(
            scanned(
                vulnerability("CVE-2026-0001", Severity.HIGH, "openssl", "3.0.14-1"),
                vulnerability("CVE-2026-0002", Severity.HIGH, "openssl", "3.0.14-1")),
            new History.Since(PreviousReport.of(before), TUESDAY));

    assertThat(after.getChange().getNewCount()).isEqualTo(1);
    assertThat(after.getChange().getFixed()).isZero();
    assertThat(after.getChange().getNewFindings()).containsExactly(found(after).getFirst().getId());
    assertThat(found(after).getFirst().getFirstSeen()).isEqualTo("2026-03-02T02:00:00Z");
  }

  @Test
  void a_failed_scan_keeps_what_an_earlier_one_found_and_says_why() {
    ImageScan.Scanned good =
        scanned(vulnerability("CVE-2026-0001", Severity.HIGH, "openssl", "3.0.14-1"));

    SecurityReport report =
        report(new ImageScan.Failed("RateLimited", "come back later", TUESDAY, Optional.of(good)));

    assertThat(found(report)).hasSize(1);
    assertThat(report.getImages().getFirst().getOs()).isEqualTo("debian 12.5");
    assertThat(report.getImages().getFirst().getScan())
        .satisfies(
            scan -> {
              assertThat(scan.getState().name()).isEqualTo("FAILED");
              assertThat(scan.getLastSuccess()).isEqualTo("2026-03-02T02:00:00Z");
              assertThat(scan.getLastAttempt()).isEqualTo("2026-03-03T02:00:00Z");
              assertThat(scan.getError())
                  .extracting(error -> error.getReason())
                  .isEqualTo("RateLimited");
            });
  }

  @Test
  void another_attempt_that_finds_the_same_changes_nothing_in_the_report() {
    Vulnerability known = vulnerability("CVE-2026-0001", Severity.HIGH, "openssl", "3.0.14-1");

    SecurityReport monday = report(new ImageScan.Scanned(assessment(known), MONDAY, MONDAY));
    SecurityReport tuesday = report(new ImageScan.Scanned(assessment(known), TUESDAY, MONDAY));

    assertThat(PreviousReport.of(monday).contentHash())
        .isEqualTo(PreviousReport.of(tuesday).contentHash());
  }

  @Test
  void two_secrets_in_one_image_are_two_findings() {
    Secret one =
        new Secret("aws-access-key-id", "AWS key", Severity.CRITICAL, "app/.env", 3, "****", 0);
    Secret two =
        new Secret("aws-access-key-id", "AWS key", Severity.CRITICAL, "app/old.env", 3, "****", 0);

    SecurityReport report =
        report(new ImageScan.Scanned(assessment(List.of(), List.of(one, two)), MONDAY, MONDAY));

    assertThat(report.getFindings().stream().filter(f -> f.getType().name().equals("SECRET")))
        .hasSize(2)
        .extracting(finding -> finding.getId())
        .doesNotHaveDuplicates();
  }

  private static List<dev.breakwater.api.v1alpha1.Finding> found(SecurityReport report) {
    return report.getFindings().stream()
        .filter(finding -> finding.getType().name().equals("VULNERABILITY"))
        .toList();
  }

  private static SecurityReport report(ImageScan scan) {
    return report(scan, new History.First(MONDAY));
  }

  private static SecurityReport report(ImageScan scan, History history) {
    Inventory inventory =
        InventoryBuilder.forFiles("default")
            .addAll(
                ManifestReader.read(POD.getBytes(StandardCharsets.UTF_8), "cart.yaml").objects())
            .build();
    Judge judge = new Judge(new ImagePolicies(List.of(), ""), (_, _) -> Optional.of(scan), MONDAY);
    return ReportComposer.compose(
        judge.workload(inventory.workloads().getFirst(), inventory), "shop", Limits.NONE, history);
  }

  private static ImageScan.Scanned scanned(Vulnerability... vulnerabilities) {
    return new ImageScan.Scanned(assessment(vulnerabilities), MONDAY, MONDAY);
  }

  private static Assessment assessment(Vulnerability... vulnerabilities) {
    return assessment(List.of(vulnerabilities), List.of());
  }

  private static Assessment assessment(List<Vulnerability> vulnerabilities, List<Secret> secrets) {
    ImageFacts facts =
        new ImageFacts(
            Digest.parse("sha256:" + "0".repeat(64)).orElseThrow(),
            Optional.empty(),
            new Platform("linux", "amd64", ""),
            new ImageConfiguration(
                Optional.empty(),
                "1000",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of()),
            List.of(),
            Optional.empty(),
            Optional.of(new OperatingSystem("debian", "12.5", Optional.empty())),
            List.of(),
            List.of(),
            secrets,
            List.of(),
            List.of());
    return new Assessment(facts, vulnerabilities, Optional.empty(), List.of(), Optional.empty());
  }

  private static Vulnerability vulnerability(
      String id, Severity severity, String binary, String fixed) {
    return new Vulnerability(
        id,
        List.of(),
        List.of(),
        severity,
        "debian",
        new InstalledPackage(
            PackageType.DEB,
            binary,
            "3.0.11-1",
            "amd64",
            Optional.of(new InstalledPackage.Source("openssl", "3.0.11-1")),
            "",
            InstalledPackage.Origin.DISTRIBUTION,
            List.of(),
            "var/lib/dpkg/status",
            0),
        fixed,
        fixed.isEmpty() ? Vulnerability.Status.AFFECTED : Vulnerability.Status.FIXED,
        "",
        List.of(),
        OptionalDouble.empty(),
        false,
        Optional.empty(),
        "debian");
  }
}
