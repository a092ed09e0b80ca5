package dev.breakwater.scanner.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.analysis.Systems;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemAnalyzerTest {

  private static Findings analyze(String path, byte[] content) throws IOException {
    Findings findings = new Findings(path);
    FileEntry file = new FileEntry(path, content.length, 0644);
    if (new SystemAnalyzer().interest(file, new Head())
        instanceof Interest.View(int limit, Interest.ViewReader reader)) {
      reader.read(file, content, 0, content.length, findings);
    }
    return findings;
  }

  /** The system of an image with these files, all in one layer. */
  private static String system(Map<String, String> files) throws IOException {
    List<Findings.SystemCandidate> candidates = new ArrayList<>();
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      candidates.addAll(analyze(file.getKey(), file.getValue().getBytes(UTF_8)).systems());
    }
    return Systems.choose(candidates)
        .map(system -> (system + " " + system.stream()).strip())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "ID=alpine VERSION_ID=3.19.1,alpine 3.19.1",
    "ID=wolfi VERSION_ID=\"20230201\",wolfi 20230201",
    "ID=chainguard VERSION_ID='20230214',chainguard 20230214",
    "ID=photon VERSION_ID=4.0,photon 4.0",
    "ID=\"sles\" VERSION_ID=\"15.5\",sles 15.5",
    "ID=\"sle-micro\" VERSION_ID=\"5.5\",slem 5.5",
    "ID=sl-micro VERSION_ID=6.0,slem 6.0",
    "ID=sle-micro-rancher VERSION_ID=5.4,slem 5.4",
    "ID=\"opensuse-leap\" VERSION_ID=\"15.6\",opensuse-leap 15.6",
    "ID=opensuse VERSION_ID=\"42.3\",opensuse-leap 42.3",
    "ID=\"opensuse-tumbleweed\" VERSION_ID=\"20240607\",opensuse-tumbleweed 20240607",
    "ID=azurelinux VERSION_ID=\"3.0\",azurelinux 3.0",
    "ID=mariner VERSION_ID=\"2.0\",cbl-mariner 2.0",
    "ID=ubuntu VERSION_ID=\"24.04\",ubuntu 24.04",
    "ID=almalinux VERSION_ID=\"9.4\",alma 9.4",
    "ID=ol VERSION_ID=\"8.9\",oracle 8.9",
    "ID=rhel VERSION_ID=\"9.4\",redhat 9.4",
    "ID=amzn VERSION_ID=\"2023\",amazon 2023",
    "ID=arch,arch",
    "ID=nixos VERSION_ID=24.05,nixos 24.05",
    "NAME=nothing,none"
  })
  void os_release_names_the_system(String words, String expected) throws Exception {
    assertThat(system(Map.of("etc/os-release", words.replace(' ', '\n')))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Red Hat Enterprise Linux release 9.4 (Plow),redhat 9.4",
    "Red Hat Enterprise Linux Server release 7.9 (Maipo),redhat 7.9",
    "Red Hat Enterprise Linux CoreOS release 4.12,rhcos 4.12",
    "CentOS Linux release 7.9.2009 (Core),centos 7.9.2009",
    "CentOS release 6.10 (Final),centos 6.10",
    "CentOS Stream release 9,redhat 9",
    "Rocky Linux release 9.3 (Blue Onyx),rocky 9.3",
    "AlmaLinux release 8.9 (Midnight Oncilla),alma 8.9",
    "Fedora release 39 (Thirty Nine),fedora 39",
    "Oracle Linux Server release 8.9,oracle 8.9",
    "Anolis OS release 8.8,anolis os 8.8",
    "A release 1 of B release 2.3,a release 1 of b 2.3",
    "A release 1 of release B,a 1",
    "release 9,none",
    "nothing,none"
  })
  void redhat_release_names_a_relative_or_red_hat_itself(String line, String expected)
      throws Exception {
    assertThat(system(Map.of("etc/redhat-release", line + "\n"))).isEqualTo(expected);
  }

  @Test
  void a_relative_that_nobody_knows_has_the_id_of_os_release() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/os-release", "ID=\"anolis\"\nVERSION_ID=\"8.8\"",
                    "etc/redhat-release", "Anolis OS release 8.8")))
        .isEqualTo("anolis 8.8");
  }

  @Test
  void oracle_linux_says_that_it_is_red_hat_too() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/oracle-release", "Oracle Linux Server release 8.9",
                    "etc/os-release", "ID=ol\nVERSION_ID=\"8.9\"",
                    "etc/redhat-release", "Red Hat Enterprise Linux release 8.9 (Ootpa)")))
        .isEqualTo("oracle 8.9");
  }

  @ParameterizedTest
  @CsvSource({
    "Amazon Linux AMI release 2018.03,amazon AMI release 2018.03",
    "Amazon Linux release 2 (Karoo),amazon 2 (Karoo)",
    "Amazon Linux release 2023 (Amazon Linux),amazon 2023 (Amazon Linux)",
    "Amazon Linux release 2023.6.20241212 (Amazon Linux),amazon 2023.6.20241212 (Amazon Linux)",
    "Amazon Linux release 2,none",
    "CentOS Linux release 7.9,none"
  })
  void system_release_counts_when_it_is_amazons(String line, String expected) throws Exception {
    assertThat(system(Map.of("etc/system-release", line))).isEqualTo(expected);
  }

  @Test
  void debian_version_is_more_precise_than_os_release() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/debian_version", "12.5\n",
                    "usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"")))
        .isEqualTo("debian 12.5");
  }

  @Test
  void debian_before_a_release_has_a_name_instead_of_a_number() throws Exception {
    assertThat(system(Map.of("etc/debian_version", "trixie/sid\n", "etc/os-release", "ID=debian")))
        .isEqualTo("debian trixie/sid");
  }

  @Test
  void a_file_of_its_own_is_more_precise_than_os_release() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/alpine-release", "3.20.0_alpha20240329\n",
                    "usr/lib/os-release", "ID=alpine\nVERSION_ID=3.20_alpha20240329")))
        .isEqualTo("alpine 3.20.0_alpha20240329");
    assertThat(
            system(
                Map.of(
                    "etc/mariner-release", "CBL-Mariner 2.0.20240123\n",
                    "usr/lib/os-release", "ID=mariner\nVERSION_ID=\"2.0\"")))
        .isEqualTo("cbl-mariner 2.0.20240123");
  }

  @Test
  void what_derives_from_alpine_may_keep_its_file() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/alpine-release", "3.19.1\n",
                    "etc/os-release", "ID=wolfi\nVERSION_ID=20230201")))
        .isEqualTo("wolfi 20230201");
  }

  @Test
  void a_distroless_image_may_have_os_release_only() throws Exception {
    assertThat(system(Map.of("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"")))
        .isEqualTo("debian 12");
  }

  @Test
  void ubuntu_has_files_of_debian_too() throws Exception {
    Map<String, String> files =
        Map.of(
            "etc/debian_version", "bookworm/sid\n",
            "etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\n",
            "usr/lib/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n");

    assertThat(system(files)).isEqualTo("ubuntu 22.04");
  }

  @Test
  void ubuntu_pro_is_told_apart() throws Exception {
    String status =
        """
        {"services": [{"name": "fips", "status": "disabled"},
                      {"name": "esm-infra", "status": "enabled", "more": {}}]}
        """;

    assertThat(
            system(
                Map.of(
                    "etc/lsb-release",
                    "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=16.04\n",
                    "var/lib/ubuntu-advantage/status.json",
                    status)))
        .isEqualTo("ubuntu 16.04 16.04-ESM");
    assertThat(
            system(
                Map.of(
                    "etc/lsb-release",
                    "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=16.04\n",
                    "var/lib/ubuntu-advantage/status.json",
                    status.replace("en", "dis"))))
        .isEqualTo("ubuntu 16.04");
  }

  @ParameterizedTest
  @CsvSource({
    "https://dl-cdn.alpinelinux.org/alpine/v3.18/main,alpine 3.18.4",
    "https://dl-cdn.alpinelinux.org/alpine/v3.18/main http://a.b/alpine/v3.19/main,alpine 3.18.4"
        + " 3.19",
    "http://a.b/alpine/v3.9/main http://a.b/alpine/v3.10/main,alpine 3.18.4 3.10",
    "http://a.b/alpine/v3.18/main http://a.b/alpine/edge/testing,alpine 3.18.4 edge",
    "http://a.b/alpine/v3.18/main #http://a.b/alpine/edge/testing,alpine 3.18.4",
    "http://a.b/alpine/latest-stable/main,alpine 3.18.4",
    "http://a.b/alpine/v3.19/main http://a.b/other/v1/main,alpine 3.18.4",
    "https://packages.wolfi.dev/os,alpine 3.18.4",
    "/media/cdrom/apks,alpine 3.18.4"
  })
  void the_repositories_of_alpine_count_more_than_its_release(String lines, String expected)
      throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/alpine-release",
                    "3.18.4\n",
                    "etc/apk/repositories",
                    lines.replace(' ', '\n'))))
        .isEqualTo(expected);
  }

  @Test
  void the_release_of_mariner_has_a_build() throws Exception {
    assertThat(
            system(
                Map.of(
                    "etc/mariner-release", "CBL-Mariner 2.0.20240123\nMARINER_BUILD_NUMBER=abc\n")))
        .isEqualTo("cbl-mariner 2.0.20240123");
  }

  @Test
  void a_name_for_people_loses_its_quotes() throws Exception {
    Findings findings =
        analyze("etc/os-release", "ID=x\nPRETTY_NAME=\"A \\\"B\\\" \\$C\"\n".getBytes(UTF_8));

    assertThat(findings.systems().getFirst().system().pretty()).contains("A \"B\" $C");
  }

  @Test
  void other_files_are_of_no_interest() {
    assertThat(
            new SystemAnalyzer().interest(new FileEntry("home/etc/os-release", 1, 0), new Head()))
        .isSameAs(Interest.NONE);
  }

  @Test
  void broken_json_is_named() {
    assertThatThrownBy(() -> analyze("var/lib/ubuntu-advantage/status.json", "{".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void hostile_bytes_do_no_harm() {
    byte[] sample =
        """
        ID="alpine"
        VERSION_ID='3.19.1'
        DISTRIB_ID=Ubuntu
        DISTRIB_RELEASE=22.04
        Amazon Linux release 2 (Karoo)
        CBL-Mariner 2.0
        Red Hat Enterprise Linux release 9.4 (Plow)
        http://a.b/alpine/v3.19/main
        {"services": [{"name": "esm-infra", "status": "enabled"}]}
        """
            .getBytes(UTF_8);

    for (String path : new SystemAnalyzer().systemFiles()) {
      Fuzz.truncations(sample, bytes -> analyze(path, bytes));
      Fuzz.mutations(sample, 300, bytes -> analyze(path, bytes));
    }
  }
}
