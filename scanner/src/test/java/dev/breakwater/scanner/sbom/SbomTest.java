package dev.breakwater.scanner.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is written holds to its format, and comes back as it was. */
class SbomTest {

  private static final String NAME = "registry.test/shop/cart:1.4";

  private static final InstalledPackage OPENSSL =
      installed(
          PackageType.DEB,
          "libssl3",
          "1:3.0.11-1~deb12u2",
          "amd64",
          Optional.of(new Source("openssl", "1:3.0.11-1~deb12u2")),
          "var/lib/dpkg/status",
          "Apache-2.0",
          "a strange licence");

  private static final InstalledPackage LOG4J =
      installed(
          PackageType.MAVEN,
          "org.apache.logging.log4j:log4j-core",
          "2.17.1",
          "",
          Optional.empty(),
          "app/a.war/WEB-INF/lib/log4j-core.jar");

  private static final InstalledPackage BABEL =
      installed(
          PackageType.NPM, "@babel/core", "7.0.0", "", Optional.empty(), "app/package.json", "MIT");

  private static final InstalledPackage GO =
      installed(
          PackageType.GOLANG,
          "github.com/Azure/go-autorest",
          "v1.0.0",
          "",
          Optional.empty(),
          "usr/bin/tool");

  private static InstalledPackage installed(
      PackageType type,
      String name,
      String version,
      String architecture,
      Optional<Source> source,
      String path,
      String... licenses) {
    return new InstalledPackage(
        type,
        name,
        version,
        architecture,
        source,
        "",
        Origin.DISTRIBUTION,
        List.of(licenses),
        path,
        0);
  }

  static Assessment assessment() {
    InstalledPackage again =
        installed(
            PackageType.NPM, "@babel/core", "7.0.0", "", Optional.empty(), "opt/package.json");
    ImageFacts facts =
        new ImageFacts(
            new Digest(Digest.Algorithm.SHA256, "ab".repeat(32)),
            Optional.empty(),
            new Platform("linux", "amd64", ""),
            new ImageConfiguration(
                Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
                "",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of()),
            List.of(
                new LayerId(
                    new Digest(Digest.Algorithm.SHA256, "cd".repeat(32)), Optional.empty())),
            Optional.empty(),
            Optional.of(new OperatingSystem("debian", "12.5", Optional.of("Debian 12"))),
            List.of(),
            List.of(OPENSSL, LOG4J, BABEL, again, GO),
            List.of(),
            List.of(),
            List.of());
    return new Assessment(
        facts,
        List.of(vulnerability(OPENSSL, "1:3.0.15-1"), vulnerability(LOG4J, "")),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Vulnerability vulnerability(InstalledPackage affected, String fixed) {
    return new Vulnerability(
        "CVE-2024-0001",
        List.of("GHSA-aaaa-bbbb-cccc"),
        List.of("DSA-1-1"),
        Severity.HIGH,
        "debian",
        affected,
        fixed,
        Vulnerability.Status.FIXED,
        "A title",
        List.of(new Vulnerability.Cvss("nvd", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)),
        OptionalDouble.of(0.5),
        true,
        Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
        "debian");
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return JsonMapper.builder().build().readTree(json);
  }

  @Test
  void the_same_image_gives_the_same_bytes() {
    assertThat(CycloneDxWriter.write(assessment(), NAME))
        .isEqualTo(CycloneDxWriter.write(assessment(), NAME));
    assertThat(SpdxWriter.write(assessment().facts(), NAME))
        .isEqualTo(SpdxWriter.write(assessment().facts(), NAME));
  }

  @Test
  void cyclonedx_comes_back_as_it_was() throws IOException {
    Sbom read = Sbom.read(CycloneDxWriter.write(assessment(), NAME));

    assertThat(read.packages()).isEqualTo(assessment().facts().packages());
    assertThat(read.operatingSystem()).isEqualTo(assessment().facts().operatingSystem());
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void spdx_comes_back_without_the_source() throws IOException {
    Sbom read = Sbom.read(SpdxWriter.write(assessment().facts(), NAME));

    assertThat(read.packages().stream().map(InstalledPackage::name))
        .containsExactly(
            "libssl3",
            "org.apache.logging.log4j:log4j-core",
            "@babel/core",
            "@babel/core",
            "github.com/Azure/go-autorest");
    assertThat(read.packages().getFirst().version()).isEqualTo("1:3.0.11-1~deb12u2");
    assertThat(read.packages().getFirst().licenses())
        .containsExactly("Apache-2.0", "a strange licence");
    assertThat(read.packages().get(1).path()).isEqualTo(LOG4J.path());
    assertThat(read.operatingSystem().map(OperatingSystem::toString)).contains("debian 12.5");
  }

  @Test
  void cyclonedx_has_what_its_schema_demands() throws IOException {
    JsonNode root = tree(CycloneDxWriter.write(assessment(), NAME));

    assertThat(root.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(root.path("specVersion").asText()).isEqualTo("1.6");
    assertThat(root.path("serialNumber").asText())
        .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    assertThat(root.at("/metadata/component/purl").asText())
        .isEqualTo(
            "pkg:oci/cart@sha256:"
                + "ab".repeat(32)
                + "?arch=amd64&repository_url=registry.test/shop/cart");
    Set<String> references = new HashSet<>();
    for (JsonNode component : root.path("components")) {
      assertThat(component.path("type").asText()).isIn("library", "operating-system");
      assertThat(component.path("name").asText()).isNotEmpty();
      assertThat(references.add(component.path("bom-ref").asText())).isTrue();
    }
    assertThat(texts(root.at("/dependencies/0/dependsOn"))).hasSize(6).isSubsetOf(references);
    JsonNode vulnerability = root.path("vulnerabilities").path(0);
    assertThat(root.path("vulnerabilities")).hasSize(1);
    assertThat(vulnerability.path("affects")).hasSize(2);
    for (JsonNode affected : vulnerability.path("affects")) {
      assertThat(references).contains(affected.path("ref").asText());
    }
    assertThat(vulnerability.at("/ratings/0/severity").asText()).isEqualTo("high");
    assertThat(vulnerability.at("/ratings/1/method").asText()).isEqualTo("CVSSv31");
    assertThat(vulnerability.path("recommendation").asText())
        .isEqualTo("Upgrade libssl3 to version 1:3.0.15-1");
  }

  @Test
  void spdx_has_what_its_schema_demands() throws IOException {
    JsonNode root = tree(SpdxWriter.write(assessment().facts(), NAME));

    assertThat(root.path("SPDXID").asText()).isEqualTo("SPDXRef-DOCUMENT");
    assertThat(root.path("spdxVersion").asText()).isEqualTo("SPDX-2.3");
    assertThat(root.path("dataLicense").asText()).isEqualTo("CC0-1.0");
    assertThat(root.at("/creationInfo/created").asText()).isEqualTo("2026-01-02T03:04:05Z");
    Set<String> ids = new HashSet<>(Set.of("SPDXRef-DOCUMENT"));
    for (JsonNode listed : root.path("packages")) {
      assertThat(listed.path("SPDXID").asText()).matches("SPDXRef-[a-zA-Z0-9.-]+");
      assertThat(ids.add(listed.path("SPDXID").asText())).isTrue();
      assertThat(listed.path("downloadLocation").asText()).isEqualTo("NOASSERTION");
    }
    for (JsonNode relationship : root.path("relationships")) {
      assertThat(ids).contains(relationship.path("spdxElementId").asText());
      assertThat(ids).contains(relationship.path("relatedSpdxElement").asText());
    }
    assertThat(root.at("/packages/2/licenseDeclared").asText())
        .isEqualTo("Apache-2.0 AND LicenseRef-a-strange-licence");
    assertThat(root.at("/hasExtractedLicensingInfos/0/extractedText").asText())
        .isEqualTo("a strange licence");
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void what_trivy_and_syft_write_is_understood() throws IOException {
    String json =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
          {"type": "operating-system", "name": "Debian", "version": "12.1"},
          {"type": "library", "name": "libc6", "version": "2.36-9",
           "purl": "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.1",
           "properties": [
             {"name": "aquasecurity:trivy:SrcName", "value": "glibc"},
             {"name": "aquasecurity:trivy:SrcVersion", "value": "2.36"},
             {"name": "aquasecurity:trivy:SrcRelease", "value": "9"},
             {"name": "aquasecurity:trivy:SrcEpoch", "value": "1"}]},
          {"type": "library", "name": "zlib1g", "version": "1",
           "purl": "pkg:deb/debian/zlib1g@1?upstream=zlib",
           "licenses": [{"expression": "Zlib OR MIT"}, {"license": {"id": "MIT"}}],
           "components": [{"type": "library", "name": "x", "purl": "pkg:npm/x@1"}]},
          {"type": "library", "name": "bad", "purl": "pkg:"},
          {"type": "library", "name": "none"}]}
        """;

    Sbom read = Sbom.read(json.getBytes(UTF_8));

    assertThat(read.operatingSystem().map(OperatingSystem::toString)).contains("debian 12.1");
    assertThat(read.packages())
        .extracting(InstalledPackage::name)
        .containsExactly("libc6", "zlib1g", "x");
    assertThat(read.packages().get(0).source()).contains(new Source("glibc", "1:2.36-9"));
    assertThat(read.packages().get(1).source()).contains(new Source("zlib", "1"));
    assertThat(read.packages().get(1).licenses()).containsExactly("Zlib OR MIT", "MIT");
    assertThat(read.problems()).hasSize(1);
  }

  @Test
  void an_attested_sbom_is_read_from_its_statement() throws IOException {
    String json =
        """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://cyclonedx.org/bom",
         "predicate": {"bomFormat": "CycloneDX", "components": [{"purl": "pkg:gem/rails@7"}]}}
        """;

    assertThat(Sbom.read(json.getBytes(UTF_8)).packages()).hasSize(1);
  }

  @Test
  void something_else_is_refused() {
    for (String json : List.of("", "[]", "{}", "{\"spdxVersion\": \"SPDX-3.0\"}")) {
      assertThatThrownBy(() -> Sbom.read(json.getBytes(UTF_8)))
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void mutated_documents_are_read_or_refused() {
    byte[] cyclone = CycloneDxWriter.write(assessment(), NAME);
    byte[] spdx = SpdxWriter.write(assessment().facts(), NAME);
    Random random = new Random(17);
    for (int round = 0; round < 2000; round++) {
      byte[] mutated = (random.nextBoolean() ? cyclone : spdx).clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) (32 + random.nextInt(96));
      }
      readOrRefuse(mutated);
    }
    for (int length = 0; length < spdx.length; length += 7) {
      readOrRefuse(Arrays.copyOf(spdx, length));
    }
  }

  private static void readOrRefuse(byte[] json) {
    try {
      assertThat(Sbom.read(json).packages()).isNotNull();
    } catch (MalformedException | LimitExceededException refused) {
      assertThat(refused).hasMessageNotContaining("registry.test/shop/cart:1.4\"");
    }
  }
}
