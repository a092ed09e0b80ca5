package dev.breakwater.scanner.match;

import static dev.breakwater.scanner.match.Stand.builtFrom;
import static dev.breakwater.scanner.match.Stand.installed;
import static dev.breakwater.scanner.match.Stand.rpm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.facts.Vulnerability.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemsTest {

  @Test
  void debian_compares_the_source_and_shows_the_binary() throws IOException {
    Assessment assessment =
        Stand.with(Map.of("debian 12", Map.of("openssl", Map.of("CVE-1", fixed("3.0.15-1")))))
            .on("debian", "12.5")
            .has(
                builtFrom(
                    installed(PackageType.DEB, "libssl3", "3.0.11-1+b1"), "openssl", "3.0.11-1"))
            .assess();

    assertThat(found(assessment)).containsExactly("CVE-1 libssl3 3.0.11-1+b1 -> 3.0.15-1");
    assertThat(assessment.vulnerabilities().getFirst().status()).isEqualTo(Status.FIXED);
  }

  @Test
  void debian_without_a_fix_is_affected_and_rates_each_package() throws IOException {
    Map<String, ?> database =
        Map.of(
            "debian 12",
            Map.of(
                "bash",
                Map.of("CVE-1", "{\"Severity\":1,\"Status\":5}", "CVE-2", "{}", "CVE-3", "{}")),
            "data-source",
            Map.of("debian 12", "{\"ID\":\"debian\"}"),
            "vulnerability",
            Map.of(
                "CVE-1", "{\"Severity\":\"HIGH\",\"VendorSeverity\":{\"debian\":4,\"nvd\":3}}",
                "CVE-2", "{\"Severity\":\"HIGH\",\"VendorSeverity\":{\"ubuntu\":4,\"nvd\":2}}"));
    List<Vulnerability> found =
        Stand.with(database)
            .on("debian", "12.5")
            .has(installed(PackageType.DEB, "bash", "5.2"))
            .assess()
            .vulnerabilities();

    assertThat(found)
        .extracting(Vulnerability::status)
        .containsExactly(Status.WILL_NOT_FIX, Status.AFFECTED, Status.AFFECTED);
    assertThat(found)
        .extracting(Vulnerability::severity)
        .containsExactly(Severity.LOW, Severity.MEDIUM, Severity.UNKNOWN);
    assertThat(found)
        .extracting(Vulnerability::severitySource)
        .containsExactly("debian", "nvd", "");
    assertThat(found).extracting(Vulnerability::dataSource).containsOnly("debian");
  }

  @Test
  void ubuntu_asks_extended_maintenance_only_where_it_is_on_and_has_advisories()
      throws IOException {
    Map<String, ?> database =
        Map.of(
            "ubuntu 18.04", Map.of("bash", Map.of("CVE-1", fixed("9"))),
            "ubuntu 18.04-ESM", Map.of("bash", Map.of("CVE-2", fixed("9"))),
            "ubuntu 22.04", Map.of("bash", Map.of("CVE-3", fixed("9"))));
    InstalledPackage bash = installed(PackageType.DEB, "bash", "4");

    assertThat(found(Stand.with(database).on("ubuntu", "18.04").has(bash).assess()))
        .containsExactly("CVE-1 bash 4 -> 9");
    assertThat(found(Stand.with(database).on("ubuntu", "18.04", "18.04-ESM").has(bash).assess()))
        .containsExactly("CVE-2 bash 4 -> 9");
    assertThat(found(Stand.with(database).on("ubuntu", "22.04", "22.04-ESM").has(bash).assess()))
        .containsExactly("CVE-3 bash 4 -> 9");
  }

  @Test
  void alpine_follows_its_repositories_rather_than_its_release_file() throws IOException {
    Map<String, ?> database =
        Map.of(
            "alpine 3.18", Map.of("openssl", Map.of("CVE-1", fixed("3.1.5-r0"))),
            "alpine edge", Map.of("openssl", Map.of("CVE-2", fixed("3.1.5-r0"))));
    InstalledPackage libssl =
        builtFrom(installed(PackageType.APK, "libssl3", "3.1.4-r0"), "openssl", "3.1.4-r0");

    assertThat(found(Stand.with(database).on("alpine", "3.18.2").has(libssl).assess()))
        .containsExactly("CVE-1 libssl3 3.1.4-r0 -> 3.1.5-r0");
    assertThat(found(Stand.with(database).on("alpine", "3.18.2", "edge").has(libssl).assess()))
        .containsExactly("CVE-2 libssl3 3.1.4-r0 -> 3.1.5-r0");
    assertThat(found(Stand.with(database).on("alpine", "3.17.1", "3.18.9").has(libssl).assess()))
        .containsExactly("CVE-1 libssl3 3.1.4-r0 -> 3.1.5-r0");
  }

  @Test
  void alpine_before_the_affected_version_is_not_affected() throws IOException {
    Map<String, ?> database =
        Map.of(
            "alpine 3.18",
            Map.of(
                "git",
                Map.of(
                    "CVE-1", "{\"AffectedVersion\":\"2.0-r0\"}",
                    "CVE-2", "{\"AffectedVersion\":\"1.0-r0\"}",
                    "CVE-3", "{\"AffectedVersion\":\"?\"}")));

    assertThat(
            found(
                Stand.with(database)
                    .on("alpine", "3.18.0")
                    .has(installed(PackageType.APK, "git", "1.5-r0"))
                    .assess()))
        .containsExactly("CVE-2 git 1.5-r0 -> ");
  }

  @Test
  void wolfi_mixes_the_name_of_the_source_with_the_version_of_the_binary() throws IOException {
    Map<String, ?> database =
        Map.of(
            "wolfi",
            Map.of(
                "openssl", Map.of("CVE-1", fixed("3.2.0-r0"), "CVE-2", "{}", "CVE-3", fixed("0"))));

    assertThat(
            found(
                Stand.with(database)
                    .on("wolfi", "20230201")
                    .has(
                        builtFrom(
                            installed(PackageType.APK, "libssl3", "3.1.4-r0"), "openssl", "9-r0"))
                    .assess()))
        .containsExactly("CVE-1 libssl3 3.1.4-r0 -> 3.2.0-r0");
  }

  @Test
  void alma_finds_modules_and_leaves_out_packages_that_lost_theirs() throws IOException {
    Map<String, ?> database =
        Map.of(
            "alma 8",
            Map.of(
                "nginx:1.16::nginx", Map.of("CVE-1", fixed("1:1.16.1-2.module_el8.5.0+2")),
                "nginx", Map.of("CVE-2", fixed("1:9-9")),
                "bash", Map.of("CVE-3", fixed("0:5.0-2"), "CVE-4", "{}")));

    assertThat(
            found(
                Stand.with(database)
                    .on("alma", "8.5")
                    .has(
                        rpm(
                            "nginx",
                            "1:1.16.1-1.module_el8.3.0+1",
                            "x86_64",
                            "nginx:1.16:8040020210610090125:9f9e2e7e",
                            0))
                    .has(rpm("nginx", "1:1.14.1-9.module_el8.3.0+1", "x86_64"))
                    .has(rpm("bash", "5.0-1", "x86_64"))
                    .assess()))
        .containsExactly(
            "CVE-3 bash 5.0-1 -> 5.0-2",
            "CVE-1 nginx 1:1.16.1-1.module_el8.3.0+1 -> 1:1.16.1-2.module_el8.5.0+2");
  }

  @Test
  void rocky_takes_the_entry_of_the_architecture_even_for_noarch() throws IOException {
    Map<String, ?> database =
        Map.of(
            "rocky 8",
            Map.of(
                "bpftool",
                Map.of(
                    "CVE-1",
                    """
                    {"FixedVersion":"4-1","Entries":[
                     {"FixedVersion":"5-1","Arches":["aarch64","x86_64"],"VendorIDs":["RLSA-1"]}]}\
                    """,
                    "CVE-2",
                    fixed("4-1"))));

    assertThat(
            found(
                Stand.with(database)
                    .on("rocky", "8.5")
                    .has(rpm("bpftool", "3-1", "aarch64"))
                    .assess()))
        .containsExactly("CVE-1 bpftool 3-1 -> 5-1", "CVE-2 bpftool 3-1 -> 4-1");
    assertThat(
            found(
                Stand.with(database)
                    .on("rocky", "8.5")
                    .has(rpm("bpftool", "3-1", "noarch"))
                    .assess()))
        .containsExactly("CVE-2 bpftool 3-1 -> 4-1");
  }

  @Test
  void oracle_compares_only_builds_of_the_same_flavour() throws IOException {
    Map<String, ?> database =
        Map.of(
            "Oracle Linux 8",
            Map.of(
                "gnutls",
                Map.of(
                    "CVE-1",
                    """
                    {"FixedVersion":"3.6.16-4.el8","Entries":[
                     {"FixedVersion":"3.6.16-4.el8","Arches":["x86_64"],"VendorIDs":["ELSA-1"]},
                     {"FixedVersion":"10:3.6.16-4.0.1.el8_fips","Arches":["x86_64"],\
                    "VendorIDs":["ELSA-2"]},
                     {"FixedVersion":"9:3.7.0-1.ksplice1.el8","Arches":["x86_64"]},
                     {"FixedVersion":"4.0-1.el8","Arches":["aarch64"]}]}\
                    """)));

    assertThat(oracle(database, "3.6.14-8.el8_3"))
        .containsExactly("CVE-1 gnutls 3.6.14-8.el8_3 -> 3.6.16-4.el8");
    assertThat(oracle(database, "10:3.6.14-8.el8_fips"))
        .containsExactly("CVE-1 gnutls 10:3.6.14-8.el8_fips -> 10:3.6.16-4.0.1.el8_fips");
    assertThat(oracle(database, "9:3.6.0-1.ksplice2.el8"))
        .containsExactly("CVE-1 gnutls 9:3.6.0-1.ksplice2.el8 -> 9:3.7.0-1.ksplice1.el8");
  }

  private static List<String> oracle(Map<String, ?> database, String version) throws IOException {
    return found(
        Stand.with(database).on("oracle", "8.6").has(rpm("gnutls", version, "x86_64")).assess());
  }

  @Test
  void every_other_release_of_amazon_is_the_first() throws IOException {
    Map<String, ?> database =
        Map.of(
            "amazon linux 1", Map.of("curl", Map.of("CVE-1", fixed("9-1"))),
            "amazon linux 2", Map.of("curl", Map.of("CVE-2", fixed("9-1"))),
            "amazon linux 2023", Map.of("curl", Map.of("CVE-3", fixed("9-1"))));
    InstalledPackage curl = rpm("curl", "8-1", "x86_64");

    assertThat(found(Stand.with(database).on("amazon", "AMI release 2018.03").has(curl).assess()))
        .containsExactly("CVE-1 curl 8-1 -> 9-1");
    assertThat(found(Stand.with(database).on("amazon", "2018.03").has(curl).assess()))
        .containsExactly("CVE-1 curl 8-1 -> 9-1");
    assertThat(found(Stand.with(database).on("amazon", "2 (Karoo)").has(curl).assess()))
        .containsExactly("CVE-2 curl 8-1 -> 9-1");
    assertThat(found(Stand.with(database).on("amazon", "2023.6.20241121").has(curl).assess()))
        .containsExactly("CVE-3 curl 8-1 -> 9-1");
  }

  @Test
  void the_suse_family_has_buckets_of_its_own() throws IOException {
    Map<String, ?> database =
        Map.of(
            "SUSE Linux Enterprise 15.5", Map.of("a", Map.of("SUSE-SU-1:1", fixed("2-1"))),
            "SUSE Linux Enterprise Micro 5.3", Map.of("a", Map.of("SUSE-SU-2:1", fixed("2-1"))),
            "openSUSE Leap 15.5", Map.of("a", Map.of("openSUSE-SU-2020:0062-1", fixed("2-1"))),
            "openSUSE Tumbleweed", Map.of("a", Map.of("openSUSE-SU-3:1", fixed("2-1"))));
    InstalledPackage a = rpm("a", "1-1", "x86_64");

    assertThat(found(Stand.with(database).on("sles", "15.5").has(a).assess()))
        .containsExactly("SUSE-SU-1:1 a 1-1 -> 2-1");
    assertThat(found(Stand.with(database).on("slem", "5.3").has(a).assess()))
        .containsExactly("SUSE-SU-2:1 a 1-1 -> 2-1");
    assertThat(found(Stand.with(database).on("opensuse-leap", "15.5").has(a).assess()))
        .containsExactly("openSUSE-SU-2020:0062-1 a 1-1 -> 2-1");
    assertThat(found(Stand.with(database).on("opensuse-tumbleweed", "2026").has(a).assess()))
        .containsExactly("openSUSE-SU-3:1 a 1-1 -> 2-1");
  }

  @Test
  void photon_mixes_the_name_of_the_source_with_the_version_of_the_binary() throws IOException {
    Map<String, ?> database =
        Map.of("Photon OS 4.0", Map.of("curl", Map.of("CVE-1", fixed("8.0-1.ph4"))));

    assertThat(
            found(
                Stand.with(database)
                    .on("photon", "4.0")
                    .has(builtFrom(rpm("curl-libs", "7.0-1.ph4", "x86_64"), "curl", "9.0-1.ph4"))
                    .assess()))
        .containsExactly("CVE-1 curl-libs 7.0-1.ph4 -> 8.0-1.ph4");
  }

  @Test
  void azure_linux_compares_sources_and_is_affected_without_a_fix() throws IOException {
    Map<String, ?> database =
        Map.of(
            "Azure Linux 3.0", Map.of("vim", Map.of("CVE-1", fixed("0:9.1-1.azl3"), "CVE-2", "{}")),
            "CBL-Mariner 2.0", Map.of("vim", Map.of("CVE-3", fixed("9.1-1.cm2"))));
    InstalledPackage vim = builtFrom(rpm("vim-extra", "9.0-1", "x86_64"), "vim", "9.0-1");

    assertThat(found(Stand.with(database).on("azurelinux", "3.0.20240727").has(vim).assess()))
        .containsExactly("CVE-1 vim-extra 9.0-1 -> 9.1-1.azl3", "CVE-2 vim-extra 9.0-1 -> ");
    assertThat(found(Stand.with(database).on("cbl-mariner", "2.0.20220226").has(vim).assess()))
        .containsExactly("CVE-3 vim-extra 9.0-1 -> 9.1-1.cm2");
  }

  private static String fixed(String version) {
    return "{\"FixedVersion\":\"" + version + "\"}";
  }

  static List<String> found(Assessment assessment) {
    return assessment.vulnerabilities().stream()
        .map(
            v ->
                "%s %s %s -> %s"
                    .formatted(v.id(), v.affected().name(), v.affected().version(), v.fixed()))
        .toList();
  }
}
