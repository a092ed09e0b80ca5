package dev.breakwater.scanner.match;

import static dev.breakwater.scanner.match.Stand.installed;
import static dev.breakwater.scanner.match.SystemsTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguagesTest {

  @Test
  void of_the_same_finding_in_two_feeds_the_larger_text_of_the_fix_stays() throws IOException {
    Map<String, ?> database =
        Map.of(
            "composer::GitHub Security Advisory Composer",
            Map.of("a/b", Map.of("CVE-1", "{\"VulnerableVersions\":[\"< 4.5\", \">=5, <5.2\"]}")),
            "composer::php-security-advisories",
            Map.of("a/b", Map.of("CVE-1", "{\"PatchedVersions\":[\"4.10\"]}")));

    assertThat(
            found(
                Stand.with(database).has(installed(PackageType.COMPOSER, "A/b", "4.2.7")).assess()))
        .containsExactly("CVE-1 A/b 4.2.7 -> 4.5, 5.2");
  }

  @Test
  void names_are_spelled_as_the_ecosystem_does() throws IOException {
    String any = "{\"VulnerableVersions\":[\"\"]}";
    Map<String, ?> database =
        Map.of(
            "pip::a", Map.of("zope.a-b", Map.of("CVE-1", any)),
            "go::a", Map.of("github.com/A/b", Map.of("CVE-2", any)),
            "nuget::a", Map.of("newtonsoft.json", Map.of("CVE-3", any)),
            "maven::a", Map.of("org.a:b", Map.of("CVE-4", any)),
            "swift::a", Map.of("github.com/Apple/swift-nio", Map.of("CVE-5", any)));

    assertThat(
            found(
                Stand.with(database)
                    .has(installed(PackageType.PYPI, "Zope.A_b", "1"))
                    .has(installed(PackageType.PYPI, "zope-a-b", "1"))
                    .has(installed(PackageType.GOLANG, "github.com/A/b", "v1.0.0"))
                    .has(installed(PackageType.GOLANG, "github.com/a/b", "v1.0.0"))
                    .has(installed(PackageType.NUGET, "Newtonsoft.Json", "1"))
                    .has(installed(PackageType.MAVEN, "org.a:b", "1"))
                    .has(
                        installed(PackageType.SWIFT, "https://github.com/Apple/swift-nio.git", "1"))
                    .assess()))
        .containsExactly(
            "CVE-3 Newtonsoft.Json 1 -> ",
            "CVE-1 Zope.A_b 1 -> ",
            "CVE-2 github.com/A/b v1.0.0 -> ",
            "CVE-5 https://github.com/Apple/swift-nio.git 1 -> ",
            "CVE-4 org.a:b 1 -> ");
  }

  @Test
  void patched_and_unaffected_versions_are_not_vulnerable() throws IOException {
    Map<String, ?> database =
        Map.of(
            "rubygems::ruby-advisory-db",
            Map.of(
                "rails",
                Map.of(
                    "CVE-1",
                    """
                    {"PatchedVersions":["~> 4.2.5, >= 4.2.5.1",">= 5.0"],\
                    "UnaffectedVersions":["< 3.0"]}\
                    """)));

    for (String safe : List.of("2.9", "4.2.5.1", "4.2.6", "5.1")) {
      assertThat(rails(database, safe)).isEmpty();
    }
    for (String vulnerable : List.of("3.0", "4.2.5", "4.3")) {
      assertThat(rails(database, vulnerable))
          .containsExactly("CVE-1 rails " + vulnerable + " -> ~> 4.2.5, >= 4.2.5.1, >= 5.0");
    }
  }

  private static List<String> rails(Map<String, ?> database, String version) throws IOException {
    return found(Stand.with(database).has(installed(PackageType.GEM, "rails", version)).assess());
  }

  @Test
  void a_ghsa_is_rated_by_github() throws IOException {
    Map<String, ?> database =
        Map.of(
            "npm::Node.js Ecosystem Security Working Group",
            Map.of(
                "lodash",
                Map.of(
                    "GHSA-p6mc-m468-83gw",
                    "{\"VulnerableVersions\":[\"<4.17.19\"],\"VendorIDs\":[\"NSWG-1\"]}",
                    "CVE-2019-10744",
                    "{\"VulnerableVersions\":[\"<4.17.12\"]}")),
            "vulnerability",
            Map.of(
                "GHSA-p6mc-m468-83gw", "{\"VendorSeverity\":{\"ghsa\":3,\"nvd\":1}}",
                "CVE-2019-10744", "{\"VendorSeverity\":{\"ghsa\":4,\"nvd\":2}}"));
    List<Vulnerability> found =
        Stand.with(database)
            .has(installed(PackageType.NPM, "lodash", "4.17.4"))
            .assess()
            .vulnerabilities();

    assertThat(found)
        .extracting(Vulnerability::severity)
        .containsExactly(Severity.MEDIUM, Severity.HIGH);
    assertThat(found).extracting(Vulnerability::severitySource).containsExactly("nvd", "ghsa");
    assertThat(found.get(1).vendorIds()).containsExactly("NSWG-1");
  }

  @Test
  void a_package_without_a_version_is_not_matched() throws IOException {
    assertThat(
            Stand.with(
                    Map.of(
                        "npm::a", Map.of("a", Map.of("CVE-1", "{\"VulnerableVersions\":[\"\"]}"))))
                .has(installed(PackageType.NPM, "a", ""))
                .assess()
                .vulnerabilities())
        .isEmpty();
  }

  @Test
  void conda_is_listed_only_and_other_languages_without_advisories_are_not_assessed()
      throws IOException {
    Assessment assessment =
        Stand.with(Map.of("npm::a", Map.of("a", Map.of("CVE-1", "{}"))))
            .has(installed(PackageType.CONDA, "openssl", "1"))
            .has(installed(PackageType.NPM, "a", "1.0.0"))
            .has(installed(PackageType.CARGO, "openssl", "1"))
            .assess();

    assertThat(assessment.vulnerabilities()).isEmpty();
    assertThat(assessment.problems())
        .extracting(Problem::message)
        .containsExactly("the advisories at hand say nothing about packages of type cargo");
  }
}
