package dev.breakwater.scanner.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.bytes.Lines;
import dev.breakwater.scanner.limit.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgOwnedFilesTest {

  private static final String LIST =
      """
      0123456789abcdef0123456789abcdef  usr/bin/a file
      0123456789abcdef0123456789abcdef  ./usr/bin/b
      0123456789abcdef0123456789abcdef  /usr/bin/c
      0123456789abcdef0123456789abcdef
      nothing
      """;

  @Test
  void files_come_without_a_leading_slash() throws Exception {
    assertThat(DpkgOwnedFiles.read(LIST.lines().iterator()))
        .containsExactly("usr/bin/a file", "usr/bin/b", "usr/bin/c");
  }

  @Test
  void the_path_of_a_list_names_its_package() {
    assertThat(DpkgOwnedFiles.packageOf("var/lib/dpkg/info/libc6:amd64.md5sums")).contains("libc6");
    assertThat(DpkgOwnedFiles.packageOf("var/lib/dpkg/status.d/base.md5sums")).contains("base");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/dpkg/info/libc6.list",
        "var/lib/dpkg/info/x/libc6.md5sums",
        "var/lib/dpkg/info/.md5sums",
        "home/a.md5sums",
        "a.md5sums"
      })
  void other_paths_are_no_lists(String path) {
    assertThat(DpkgOwnedFiles.packageOf(path)).isEmpty();
  }

  @Test
  void hostile_bytes_do_no_harm() {
    Fuzz.truncations(LIST.getBytes(UTF_8), DpkgOwnedFilesTest::read);
    Fuzz.mutations(LIST.getBytes(UTF_8), 3000, DpkgOwnedFilesTest::read);
  }

  private static void read(byte[] bytes) {
    DpkgOwnedFiles.read(Lines.of(bytes, 0, bytes.length));
  }
}
