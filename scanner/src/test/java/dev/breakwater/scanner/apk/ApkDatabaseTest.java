package dev.breakwater.scanner.apk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.apk.ApkDatabase.ApkPackage;
import dev.breakwater.scanner.bytes.Lines;
import dev.breakwater.scanner.limit.Fuzz;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApkDatabaseTest {

  private static final String INSTALLED =
      """
      C:Q1pSfk8SYGVFNVgQFcGtQvVQqiMQo=
      P:musl
      V:1.2.4_git20230717-r4
      A:x86_64
      S:407278
      T:the musl c library (libc) implementation
      L:MIT
      o:musl
      F:lib
      R:ld-musl-x86_64.so.1
      a:0:0:755
      Z:Q1
      F:
      R:top

      P:ssl_client
      V:1.36.1-r15
      A:x86_64
      L:GPL-2.0-only
      o:busybox
      F:usr/bin
      R:ssl_client

      P:musl
      V:9

      P:no-version
      """;

  private static List<ApkPackage> read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private static List<ApkPackage> read(byte[] text) throws IOException {
    List<ApkPackage> packages = new ArrayList<>();
    ApkDatabase.read(Lines.of(text, 0, text.length), "lib/apk/db/installed", packages::add);
    return packages;
  }

  @Test
  void each_name_counts_once_and_needs_a_version() throws Exception {
    assertThat(read(INSTALLED))
        .extracting(found -> found.installed().name() + " " + found.installed().version())
        .containsExactly("musl 1.2.4_git20230717-r4", "ssl_client 1.36.1-r15");
  }

  @Test
  void a_package_knows_what_it_was_built_from() throws Exception {
    assertThat(read(INSTALLED).get(1).installed())
        .isEqualTo(
            new InstalledPackage(
                PackageType.APK,
                "ssl_client",
                "1.36.1-r15",
                "x86_64",
                Optional.of(new Source("busybox", "1.36.1-r15")),
                "",
                Origin.DISTRIBUTION,
                List.of("GPL-2.0-only"),
                "lib/apk/db/installed",
                0));
  }

  @Test
  void files_are_joined_with_their_folder() throws Exception {
    assertThat(read(INSTALLED))
        .extracting(ApkPackage::ownedFiles)
        .containsExactly(List.of("lib/ld-musl-x86_64.so.1", "top"), List.of("usr/bin/ssl_client"));
  }

  @Test
  void the_last_package_needs_no_empty_line() throws Exception {
    assertThat(read("P:a\nV:1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "MIT,MIT",
    "MIT AND (BSD-2-Clause OR Zlib),MIT|BSD-2-Clause|Zlib",
    "MPL 2.0 GPL2+,MPL 2.0|GPL2+",
    "2.0,2.0",
    "GPL-2.0-or-later WITH Bison-exception-2.2 AND MIT,"
        + "GPL-2.0-or-later WITH Bison-exception-2.2|MIT",
    "MIT AND MIT,MIT"
  })
  void licences_stand_between_the_operators(String field, String names) {
    assertThat(String.join("|", Licenses.of(field))).isEqualTo(names);
  }

  @Test
  void hostile_bytes_do_no_harm() {
    Fuzz.truncations(INSTALLED.getBytes(UTF_8), ApkDatabaseTest::read);
    Fuzz.mutations(INSTALLED.getBytes(UTF_8), 5000, ApkDatabaseTest::read);
  }
}
