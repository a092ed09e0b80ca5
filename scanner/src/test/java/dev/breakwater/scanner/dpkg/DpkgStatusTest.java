package dev.breakwater.scanner.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.bytes.Lines;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgStatusTest {

  private static final String STATUS =
      """
      Package: libssl3
      Status: install ok installed
      Priority: optional
      Maintainer: Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>
      Architecture: amd64
      Multi-Arch: same
      Source: openssl
      Version: 3.0.11-1~deb12u2
      Description: Secure Sockets Layer toolkit
       Package: not-a-field
       .
       Version: 9
      Conffiles:
       /etc/ssl/openssl.cnf 1234

      Package: login
      Status: install ok installed
      Maintainer: Shadow
      Architecture: amd64
      Source: shadow (1:4.13+dfsg1-1)
      Version: 1:4.13+dfsg1-1+b1

      Package: gone
      Status: deinstall ok config-files
      Architecture: amd64
      Version: 1

      Package: purged
      Status: purge ok not-installed
      Version: 1

      Package: half
      Status: install reinstreq half-installed
      Architecture: all
      Version: 0:2
      """;

  private static List<InstalledPackage> read(String status) throws LimitExceededException {
    return read(status.getBytes(UTF_8));
  }

  private static List<InstalledPackage> read(byte[] status) throws LimitExceededException {
    List<InstalledPackage> packages = new ArrayList<>();
    DpkgStatus.read(Lines.of(status, 0, status.length), "var/lib/dpkg/status", packages::add);
    return packages;
  }

  @Test
  void all_but_removed_packages_are_there() throws Exception {
    assertThat(read(STATUS))
        .extracting(InstalledPackage::name)
        .containsExactly("libssl3", "login", "half");
  }

  @Test
  void a_package_has_its_version_source_and_architecture() throws Exception {
    assertThat(read(STATUS).getFirst())
        .isEqualTo(
            new InstalledPackage(
                PackageType.DEB,
                "libssl3",
                "3.0.11-1~deb12u2",
                "amd64",
                Optional.of(new Source("openssl", "3.0.11-1~deb12u2")),
                "",
                Origin.DISTRIBUTION,
                List.of(),
                "var/lib/dpkg/status",
                0));
  }

  @Test
  void a_source_may_have_a_version_of_its_own() throws Exception {
    InstalledPackage login = read(STATUS).get(1);

    assertThat(login.version()).isEqualTo("1:4.13+dfsg1-1+b1");
    assertThat(login.source()).contains(new Source("shadow", "1:4.13+dfsg1-1"));
  }

  @Test
  void a_source_that_is_the_package_itself_is_left_out() throws Exception {
    assertThat(read("Package: a\nSource: a (1)\nVersion: 1\n").getFirst().source()).isEmpty();
    assertThat(read("Package: a\nSource: a (2)\nVersion: 1\n").getFirst().source())
        .contains(new Source("a", "2"));
  }

  @ParameterizedTest
  @CsvSource({"0:2,2", "00:2,2", "1:2,1:2", "01:2-0:3,1:2-0:3", "2,2", ":2,:2", "x:2,x:2"})
  void an_epoch_of_0_is_left_out(String written, String version) throws Exception {
    assertThat(read("Package: a\nVersion: " + written).getFirst().version()).isEqualTo(version);
  }

  @Test
  void a_file_of_a_distroless_image_has_no_state() throws Exception {
    assertThat(read("Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all")).hasSize(1);
  }

  @Test
  void each_architecture_of_a_package_counts_and_nothing_counts_twice() throws Exception {
    String libc = "Package: libc6\nVersion: 2\nArchitecture: ";

    assertThat(read(libc + "amd64\n\n" + libc + "i386\n\n" + libc + "amd64\n"))
        .extracting(InstalledPackage::architecture)
        .containsExactly("amd64", "i386");
  }

  @Test
  void names_of_fields_ignore_case_and_many_empty_lines_separate() throws Exception {
    assertThat(read("\n\nPACKAGE: a\nversion: 1\n\n\n\nPackage: b\nVersion:2"))
        .extracting(InstalledPackage::name)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GitHub",
        "HashiCorp",
        "Docker <support@docker.com>",
        "cudatools <cudatools@nvidia.com>",
        "Microsoft <powershell@microsoft.com>",
        "NGINX Packaging <nginx-packaging@f5.com>"
      })
  void other_repositories_are_told_by_their_maintainer(String maintainer) throws Exception {
    assertThat(read("Package: a\nVersion: 1\nMaintainer: " + maintainer).getFirst().origin())
        .isEqualTo(Origin.THIRD_PARTY);
  }

  @Test
  void a_name_must_be_exact_where_it_is_short() throws Exception {
    assertThat(read("Package: a\nVersion: 1\nMaintainer: GitHub Fans").getFirst().origin())
        .isEqualTo(Origin.DISTRIBUTION);
  }

  @Test
  void too_many_packages_are_refused() {
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < 200_001; i++) {
      status.append("Package: p").append(i).append("\nVersion: 1\n\n");
    }

    assertThatThrownBy(() -> read(status.toString()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("more than 200,000 packages in var/lib/dpkg/status");
  }

  @Test
  void hostile_bytes_do_no_harm() {
    Fuzz.truncations(STATUS.getBytes(UTF_8), DpkgStatusTest::read);
    Fuzz.mutations(STATUS.getBytes(UTF_8), 5000, DpkgStatusTest::read);
  }
}
