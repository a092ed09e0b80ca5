package dev.breakwater.scanner.match;

import static dev.breakwater.scanner.match.Stand.builtFrom;
import static dev.breakwater.scanner.match.Stand.installed;
import static dev.breakwater.scanner.match.Stand.rpm;
import static dev.breakwater.scanner.match.SystemsTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsvTest {
  @TempDir Path folder;

  @Test
  void an_erratum_is_one_finding_for_each_of_its_cves() throws IOException {
    OsvAdvisories osv =
        osv(
            """
            {"id":"ALSA-2021:2363","related":["CVE-2021-2","CVE-2021-1"],"summary":"gupnp",
             "affected":[{"package":{"ecosystem":"AlmaLinux:8","name":"gupnp"},
              "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},
               {"fixed":"0:1.0.6-2.el8_4"}]}]}]}\
            """);
    List<Vulnerability> found =
        Stand.with(Map.of())
            .osv(osv)
            .on("alma", "8.4")
            .has(rpm("gupnp", "1.0.6-1.el8", "x86_64"))
            .assess()
            .vulnerabilities();

    assertThat(found).extracting(Vulnerability::id).containsExactly("CVE-2021-1", "CVE-2021-2");
    assertThat(found).allSatisfy(v -> assertThat(v.vendorIds()).containsExactly("ALSA-2021:2363"));
    assertThat(found).extracting(Vulnerability::fixed).containsOnly("1.0.6-2.el8_4");
    assertThat(found).extracting(Vulnerability::title).containsOnly("gupnp");
  }

  @Test
  void events_are_swept_in_the_order_of_their_versions() throws IOException {
    OsvAdvisories osv =
        osv(
            """
            {"id":"GO-1","aliases":["GHSA-1","CVE-1"],
             "affected":[{"package":{"ecosystem":"Go","name":"m"},"ranges":[
              {"type":"GIT","events":[{"introduced":"0"}]},
              {"type":"SEMVER","events":[{"introduced":"2.9.0"},{"fixed":"2.8.6"},
               {"introduced":"0"},{"fixed":"2.9.4"},{"introduced":"3.0.0"},
               {"last_affected":"3.1.0"}]}]}]}\
            """);

    for (String vulnerable : List.of("v0.1.0", "v2.8.5", "v2.9.0", "v2.9.3", "v3.0.0", "v3.1.0")) {
      assertThat(go(osv, vulnerable)).containsExactly("CVE-1 m " + vulnerable + " -> 2.8.6, 2.9.4");
    }
    for (String safe : List.of("v2.8.6", "v2.8.9", "v2.9.4", "v3.1.1", "devel")) {
      assertThat(go(osv, safe)).isEmpty();
    }
  }

  private static List<String> go(OsvAdvisories osv, String version) throws IOException {
    return found(
        Stand.with(Map.of()).osv(osv).has(installed(PackageType.GOLANG, "m", version)).assess());
  }

  @Test
  void a_listed_version_is_affected_in_whatever_spelling() throws IOException {
    OsvAdvisories osv =
        osv(
            """
            {"id":"PYSEC-1","affected":[{"package":{"ecosystem":"PyPI","name":"A_b"},
             "versions":["1.0","1.1"]}]}\
            """);

    assertThat(
            found(
                Stand.with(Map.of())
                    .osv(osv)
                    .has(installed(PackageType.PYPI, "a-B", "1.0.0"))
                    .has(installed(PackageType.PYPI, "a-b", "1.2"))
                    .assess()))
        .containsExactly("PYSEC-1 a-B 1.0.0 -> ");
  }

  @Test
  void the_severity_comes_from_the_feed_or_its_vector() throws IOException {
    OsvAdvisories osv =
        osv(
            """
            {"id":"GHSA-1","database_specific":{"severity":"MODERATE"},
             "affected":[{"package":{"ecosystem":"npm","name":"a"},"versions":["1.0.0"]}]}\
            """,
            """
            {"id":"GHSA-2","severity":[{"type":"CVSS_V3",
              "score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected":[{"package":{"ecosystem":"npm","name":"a"},"versions":["1.0.0"]}]}\
            """);
    List<Vulnerability> found =
        Stand.with(Map.of())
            .osv(osv)
            .has(installed(PackageType.NPM, "a", "1.0.0"))
            .assess()
            .vulnerabilities();

    assertThat(found)
        .extracting(Vulnerability::severity)
        .containsExactly(Severity.MEDIUM, Severity.CRITICAL);
    assertThat(found.get(1).cvss()).extracting(Vulnerability.Cvss::score).containsExactly(9.8);
  }

  @Test
  void there_is_one_authority_unless_both_are_wanted() throws IOException {
    Map<String, ?> database =
        Map.of("debian 12", Map.of("bash", Map.of("CVE-1", "{\"FixedVersion\":\"9\"}")));
    OsvAdvisories osv =
        osv(
            """
            {"id":"DSA-1","upstream":["CVE-2"],"affected":[
             {"package":{"ecosystem":"Debian:12","name":"bash"},"ranges":[{"type":"ECOSYSTEM",
               "events":[{"introduced":"0"},{"fixed":"8"}]}]},
             {"package":{"ecosystem":"Debian:13","name":"bash"},"ranges":[{"type":"ECOSYSTEM",
               "events":[{"introduced":"0"}]}]}]}\
            """);

    assertThat(found(debian(database, osv, "12.5").assess()))
        .containsExactly("CVE-1 bash-static 5 -> 9");
    assertThat(found(debian(database, osv, "12.5").additive().assess()))
        .containsExactly("CVE-1 bash-static 5 -> 9", "CVE-2 bash-static 5 -> 8");
    assertThat(found(debian(database, osv, "13.1").assess()))
        .containsExactly("CVE-2 bash-static 5 -> ");
  }

  private static Stand debian(Map<String, ?> database, OsvAdvisories osv, String version) {
    return Stand.with(database)
        .osv(osv)
        .on("debian", version)
        .has(builtFrom(installed(PackageType.DEB, "bash-static", "5"), "bash", "5"));
  }

  private OsvAdvisories osv(String... records) throws IOException {
    for (int i = 0; i < records.length; i++) {
      Files.writeString(folder.resolve(i + ".json"), records[i]);
    }
    return OsvAdvisories.read(List.of(folder));
  }
}
