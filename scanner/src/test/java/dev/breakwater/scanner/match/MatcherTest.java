package dev.breakwater.scanner.match;

import static dev.breakwater.scanner.match.Stand.installed;
import static dev.breakwater.scanner.match.Stand.rpm;
import static dev.breakwater.scanner.match.SystemsTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Problem.Kind;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.advisory.Exploitation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final Map<String, ?> ALMA =
      Map.of(
          "alma 9",
          Map.of(
              "bash", Map.of("CVE-2024-1", "{\"FixedVersion\":\"9-1\"}"),
              "gpg-pubkey", Map.of("CVE-2024-2", "{\"FixedVersion\":\"9-1\"}")));

  @Test
  void an_unknown_system_is_not_assessed() throws IOException {
    Assessment assessment =
        Stand.with(ALMA).on("bottlerocket", "1.20").has(rpm("bash", "1-1", "x86_64")).assess();

    assertThat(assessment.vulnerabilities()).isEmpty();
    assertThat(assessment.problems())
        .containsExactly(
            new Problem(Kind.NOT_ASSESSED, "", "no advisories are matched for bottlerocket 1.20"));
  }

  @Test
  void a_release_without_advisories_is_not_assessed() throws IOException {
    assertThat(Stand.with(ALMA).on("alma", "77.1").assess().problems())
        .extracting(Problem::message)
        .containsExactly("the advisories at hand say nothing about alma 77");
  }

  @Test
  void packages_of_no_system_are_not_assessed() throws IOException {
    assertThat(Stand.with(ALMA).has(rpm("bash", "1-1", "x86_64")).assess().problems())
        .extracting(Problem::kind)
        .containsExactly(Kind.NOT_ASSESSED);
    assertThat(Stand.with(ALMA).assess().problems()).isEmpty();
  }

  @Test
  void packages_of_others_and_keys_are_not_matched() throws IOException {
    InstalledPackage bash = rpm("bash", "1-1", "x86_64");
    InstalledPackage foreign =
        new InstalledPackage(
            bash.type(),
            bash.name(),
            bash.version(),
            bash.architecture(),
            bash.source(),
            bash.module(),
            Origin.THIRD_PARTY,
            List.of(),
            bash.path(),
            bash.layer());

    assertThat(
            Stand.with(ALMA)
                .on("alma", "9.4")
                .has(foreign)
                .has(rpm("gpg-pubkey", "1-1", ""))
                .assess()
                .vulnerabilities())
        .isEmpty();
  }

  @Test
  void the_same_package_twice_is_one_finding() throws IOException {
    assertThat(
            found(
                Stand.with(ALMA)
                    .on("alma", "9.4")
                    .has(rpm("bash", "1-1", "x86_64"))
                    .has(rpm("bash", "1-1", "i686"))
                    .assess()))
        .containsExactly("CVE-2024-1 bash 1-1 -> 9-1");
  }

  @Test
  void exploitation_is_told_of_each_vulnerability() throws IOException {
    Exploitation exploitation =
        Exploitation.UNKNOWN
            .withForecast(text("CVE-2024-1,0.25,0.9\n"))
            .withCatalogue(text("{\"vulnerabilities\":[{\"cveID\":\"CVE-2024-1\"}]}"));
    Vulnerability found =
        Stand.with(ALMA)
            .on("alma", "9.4")
            .has(rpm("bash", "1-1", "x86_64"))
            .assess(exploitation)
            .vulnerabilities()
            .getFirst();

    assertThat(found.epss()).hasValue(0.25);
    assertThat(found.exploited()).isTrue();
  }

  @Test
  void the_rating_of_the_feed_beats_nvd_and_its_base_beats_its_own() throws IOException {
    Map<String, ?> database =
        Map.of(
            "alma 9", Map.of("bash", Map.of("CVE-1", "{\"FixedVersion\":\"9-1\"}")),
            "data-source", Map.of("alma 9", "{\"ID\":\"alma\",\"BaseID\":\"redhat\"}"),
            "vulnerability",
                Map.of(
                    "CVE-1",
                    """
                    {"Severity":"HIGH","VendorSeverity":{"alma":1,"redhat":2,"nvd":4,"ghsa":3}}\
                    """));
    Vulnerability found =
        Stand.with(database)
            .on("alma", "9.4")
            .has(rpm("bash", "1-1", "x86_64"))
            .assess()
            .vulnerabilities()
            .getFirst();

    assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(found.severitySource()).isEqualTo("redhat");
    assertThat(found.dataSource()).isEqualTo("alma");
  }

  @Test
  void for_want_of_a_rating_the_records_own_is_taken() throws IOException {
    Map<String, ?> database =
        Map.of(
            "alma 9", Map.of("bash", Map.of("CVE-1", "{\"FixedVersion\":\"9-1\"}")),
            "vulnerability",
                Map.of("CVE-1", "{\"Severity\":\"HIGH\",\"VendorSeverity\":{\"ghsa\":1}}"));
    Vulnerability found =
        Stand.with(database)
            .on("alma", "9.4")
            .has(rpm("bash", "1-1", "x86_64"))
            .assess()
            .vulnerabilities()
            .getFirst();

    assertThat(found.severity()).isEqualTo(Severity.HIGH);
    assertThat(found.severitySource()).isEmpty();
  }

  @Test
  void without_any_advisories_nothing_is_assessed() throws IOException {
    Optional<LocalDate> end = Optional.of(LocalDate.of(2028, 6, 30));
    Assessment assessment =
        new Matcher(new Sources(Optional.empty(), Optional.empty(), false, Exploitation.UNKNOWN))
            .assess(
                Stand.with(Map.of())
                    .on("debian", "12.5")
                    .has(installed(PackageType.DEB, "bash", "1"))
                    .facts(),
                end);

    assertThat(assessment.endOfLife()).isEqualTo(end);
    assertThat(assessment.advisories()).isEmpty();
    assertThat(assessment.problems())
        .extracting(Problem::message)
        .containsExactly("the advisories at hand say nothing about debian 12");
  }

  private static ByteArrayInputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
