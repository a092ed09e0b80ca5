package dev.breakwater.scanner.match;

import static dev.breakwater.scanner.match.Stand.rpm;
import static dev.breakwater.scanner.match.SystemsTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.facts.Vulnerability.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedHatTest {
  private static final Map<String, ?> DATABASE =
      Map.of(
          "Red Hat",
          Map.of(
              "vim-minimal",
              Map.of(
                  "RHSA-2019:1619",
                  """
                  {"Entries":[
                   {"FixedVersion":"2:7.4.160-6.el7_6","Affected":[0,1],\
                  "Cves":[{"ID":"CVE-2019-12735","Severity":3}]},
                   {"FixedVersion":"2:7.4.160-7.el8_7","Affected":[2,3],\
                  "Cves":[{"ID":"CVE-2019-12735","Severity":2}]}]}\
                  """,
                  "CVE-2017-5953",
                  """
                  {"Entries":[{"Status":5,"Affected":[0,1],"Cves":[{"Severity":1}]}]}\
                  """),
              "nss",
              Map.of(
                  "RHSA-2021:0538",
                  """
                  {"Entries":[{"FixedVersion":"0:3.53.1-17.el7_3","Affected":[0],\
                  "Cves":[{"ID":"CVE-2020-12403","Severity":3}]}]}\
                  """,
                  "RHSA-2021:0876",
                  """
                  {"Entries":[{"FixedVersion":"0:3.36.0-9.el7_6","Affected":[0],"Cves":[\
                  {"ID":"CVE-2019-17007","Severity":2},{"ID":"CVE-2020-12403","Severity":3}]}]}\
                  """),
              "expat",
              Map.of(
                  "CVE-2024-45490",
                  """
                  {"Entries":[{"Status":5,"Affected":[0],"Cves":[{"Severity":2}]}]}\
                  """,
                  "RHSA-2024:6989",
                  """
                  {"Entries":[{"FixedVersion":"0:2.2.5-15.el8_10","Affected":[0],\
                  "Arches":["x86_64"],"Cves":[{"ID":"CVE-2024-45490","Severity":2}]}]}\
                  """),
              "php:7.2::php",
              Map.of(
                  "RHSA-2020:0322",
                  """
                  {"Entries":[{"FixedVersion":"0:7.2.11-4.module+el8","Affected":[2],\
                  "Cves":[{"ID":"CVE-2019-11043","Severity":4}]}]}\
                  """)),
          "Red Hat CPE",
          Map.of(
              "repository",
              Map.of(
                  "rhel-7-server-rpms", "[0,1]",
                  "rhel-8-for-x86_64-appstream-rpms", "[2]"),
              "nvr",
              Map.of("ubi8-container-8.4-203-x86_64", "[3]")));

  @Test
  void without_build_information_the_release_says_what_was_installed_builtFrom()
      throws IOException {
    List<Vulnerability> found =
        Stand.with(DATABASE)
            .on("centos", "7.6.1810")
            .has(rpm("vim-minimal", "2:7.4.160-5.el7", "x86_64"))
            .assess()
            .vulnerabilities();

    assertThat(found)
        .extracting(Vulnerability::id)
        .containsExactly("CVE-2017-5953", "CVE-2019-12735");
    assertThat(found)
        .extracting(Vulnerability::status)
        .containsExactly(Status.WILL_NOT_FIX, Status.FIXED);
    assertThat(found)
        .extracting(Vulnerability::severity)
        .containsExactly(Severity.LOW, Severity.HIGH);
    assertThat(found).extracting(Vulnerability::severitySource).containsOnly("redhat");
    assertThat(found.get(0).vendorIds()).isEmpty();
    assertThat(found.get(1).vendorIds()).containsExactly("RHSA-2019:1619");
    assertThat(found.get(1).fixed()).isEqualTo("2:7.4.160-6.el7_6");
  }

  @Test
  void the_tenth_release_has_no_default_content_sets() throws IOException {
    assertThat(
            Stand.with(DATABASE)
                .on("redhat", "10.0")
                .has(rpm("vim-minimal", "2:7.4.160-5.el7", "x86_64"))
                .assess()
                .vulnerabilities())
        .isEmpty();
  }

  @Test
  void the_products_of_a_layer_come_from_its_content_sets_or_its_name() throws IOException {
    Stand bySets =
        Stand.with(DATABASE)
            .on("redhat", "8.4")
            .built(BuildInfo.NONE)
            .built(new BuildInfo(List.of("rhel-8-for-x86_64-appstream-rpms__8"), "", ""));
    Stand byName =
        Stand.with(DATABASE)
            .on("redhat", "8.4")
            .built(BuildInfo.NONE)
            .built(new BuildInfo(List.of(), "ubi8-container-8.4-203", "x86_64"));

    for (Stand stand : List.of(bySets, byName)) {
      assertThat(found(stand.has(rpm("vim-minimal", "2:7.4.160-5.el8", "x86_64", "", 1)).assess()))
          .containsExactly("CVE-2019-12735 vim-minimal 2:7.4.160-5.el8 -> 2:7.4.160-7.el8_7");
    }
  }

  @Test
  void the_highest_fix_of_several_errata_counts_and_all_are_named() throws IOException {
    List<Vulnerability> found =
        Stand.with(DATABASE)
            .on("redhat", "7.9")
            .has(rpm("nss", "3.30-1.el7", "x86_64"))
            .assess()
            .vulnerabilities();

    assertThat(found)
        .extracting(Vulnerability::fixed)
        .containsExactly("3.36.0-9.el7_6", "3.53.1-17.el7_3");
    assertThat(found.get(1).vendorIds()).containsExactly("RHSA-2021:0538", "RHSA-2021:0876");
  }

  @Test
  void an_erratum_speaks_about_its_architectures_and_about_noarch() throws IOException {
    assertThat(expat("x86_64"))
        .containsExactly("CVE-2024-45490 expat 2.2.5-1.el8 -> 2.2.5-15.el8_10");
    assertThat(expat("noarch"))
        .containsExactly("CVE-2024-45490 expat 2.2.5-1.el8 -> 2.2.5-15.el8_10");
    assertThat(expat("aarch64")).containsExactly("CVE-2024-45490 expat 2.2.5-1.el8 -> ");
  }

  private static List<String> expat(String arch) throws IOException {
    return found(
        Stand.with(DATABASE).on("redhat", "7.9").has(rpm("expat", "2.2.5-1.el8", arch)).assess());
  }

  @Test
  void a_package_of_a_module_is_known_by_its_stream() throws IOException {
    assertThat(
            found(
                Stand.with(DATABASE)
                    .on("redhat", "8.1")
                    .has(rpm("php", "7.2.11-1.module+el8", "x86_64", "php:7.2:8010020191121:1", 0))
                    .assess()))
        .containsExactly("CVE-2019-11043 php 7.2.11-1.module+el8 -> 7.2.11-4.module+el8");
  }

  @Test
  void packages_of_remi_are_not_red_hats() throws IOException {
    assertThat(
            Stand.with(DATABASE)
                .on("redhat", "7.9")
                .has(rpm("nss", "3.30-1.el7.remi", "x86_64"))
                .assess()
                .vulnerabilities())
        .isEmpty();
  }
}
