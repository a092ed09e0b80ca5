package dev.breakwater.scanner.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VexVerdictTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final Set<String> SUBJECT =
      Set.of(
          "registry.test/shop/cart:1.4",
          DIGEST,
          "pkg:oci/cart@" + DIGEST + "?arch=amd64&repository_url=registry.test/shop/cart");

  private static final Assessment FOUND = found();

  private static Assessment found() {
    InstalledPackage openssl =
        new InstalledPackage(
            PackageType.DEB,
            "libssl3",
            "1:3.0.11-1",
            "amd64",
            Optional.empty(),
            "",
            Origin.DISTRIBUTION,
            List.of(),
            "var/lib/dpkg/status",
            0);
    Vulnerability vulnerability =
        new Vulnerability(
            "CVE-2024-0001",
            List.of("GHSA-xxxx-yyyy-zzzz"),
            List.of("DSA-1-1"),
            Severity.HIGH,
            "nvd",
            openssl,
            "",
            Vulnerability.Status.AFFECTED,
            "",
            List.of(),
            OptionalDouble.empty(),
            false,
            Optional.empty(),
            "debian");
    return new Assessment(
        ImageFacts.withoutImage(
            Optional.of(new OperatingSystem("debian", "12.5", Optional.empty())),
            List.of(openssl),
            List.of(),
            List.of()),
        List.of(vulnerability),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "CVE-2024-0001, pkg:deb/debian/libssl3, '', 1",
    "ghsa-XXXX-yyyy-zzzz, pkg:deb/debian/libssl3, '', 1",
    "DSA-1-1, pkg:deb/debian/libssl3@1:3.0.11-1, '', 1",
    "CVE-2024-0001, pkg:deb/debian/libssl3@3.0.11-1?epoch=1, '', 1",
    "CVE-2024-0001, pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12.5, '', 1",
    "CVE-2024-0001, pkg:deb/debian/libssl3@3.0.11-2, '', 0",
    "CVE-2024-0001, pkg:deb/debian/libssl3?arch=arm64, '', 0",
    "CVE-2024-0001, pkg:deb/ubuntu/libssl3, '', 0",
    "CVE-2024-0002, pkg:deb/debian/libssl3, '', 0",
    "CVE-2024-0001, registry.test/shop/cart:1.4, '', 1",
    "CVE-2024-0001, registry.test/shop/cart:1.5, '', 0",
    "CVE-2024-0001, pkg:oci/cart?repository_url=registry.test/shop/cart, '', 1",
    "CVE-2024-0001, pkg:oci/cart?repository_url=other.test/shop/cart, '', 0",
    "CVE-2024-0001, pkg:oci/cart, pkg:deb/debian/libssl3, 1",
    "CVE-2024-0001, pkg:oci/cart, pkg:deb/debian/libc6, 0",
    "CVE-2024-0001, pkg:oci/other, pkg:deb/debian/libssl3, 0",
    "CVE-2024-0001, pkg:deb/debian/libssl3, pkg:deb/debian/libc6, 0",
  })
  void a_statement_counts_for_what_it_names(
      String vulnerability, String product, String subcomponent, int excepted) throws IOException {
    Vex vex = vex(statement(vulnerability, product, subcomponent, "not_affected", ""));

    VexVerdict verdict = VexVerdict.of(FOUND, SUBJECT, List.of(vex));

    assertThat(verdict.excepted()).hasSize(excepted);
    assertThat(verdict.assessment().vulnerabilities()).hasSize(1 - excepted);
    assertThat(verdict.unused()).isEqualTo(1 - excepted);
  }

  @Test
  void a_digest_says_all_about_an_image() throws IOException {
    String elsewhere = "pkg:oci/mirror@" + DIGEST + "?repository_url=mirror.test/x";

    VexVerdict verdict =
        VexVerdict.of(
            FOUND, SUBJECT, List.of(vex(statement("CVE-2024-0001", elsewhere, "", "fixed", ""))));

    assertThat(verdict.excepted()).hasSize(1);
  }

  @Test
  void the_latest_statement_counts_whatever_the_order_of_the_documents() throws IOException {
    String product = "pkg:deb/debian/libssl3";
    Vex early =
        vex(statement("CVE-2024-0001", product, "", "not_affected", "2026-01-01T00:00:00Z"));
    Vex late = vex(statement("CVE-2024-0001", product, "", "affected", "2026-02-01T00:00:00Z"));

    assertThat(VexVerdict.of(FOUND, SUBJECT, List.of(late, early)).excepted()).isEmpty();
    assertThat(VexVerdict.of(FOUND, SUBJECT, List.of(early, late)).excepted()).isEmpty();
  }

  @Test
  void an_investigation_takes_nothing_out() throws IOException {
    Vex vex =
        vex(statement("CVE-2024-0001", "pkg:deb/debian/libssl3", "", "under_investigation", ""));

    VexVerdict verdict = VexVerdict.of(FOUND, SUBJECT, List.of(vex));

    assertThat(verdict.assessment().vulnerabilities()).hasSize(1);
    assertThat(verdict.unused()).isZero();
  }

  private static Vex vex(String statement) throws IOException {
    return Vex.read(
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "a", "statements": [%s]}
        """
            .formatted(statement)
            .getBytes(UTF_8));
  }

  private static String statement(
      String vulnerability, String product, String subcomponent, String status, String time) {
    return """
    {"vulnerability": {"name": "%s"}, "status": "%s", "impact_statement": "never called",
     "timestamp": "%s", "products": [{"@id": "%s", "subcomponents": [%s]}]}
    """
        .formatted(
            vulnerability,
            status,
            time,
            product,
            subcomponent.isEmpty() ? "" : "{\"@id\": \"" + subcomponent + "\"}");
  }
}
