package dev.breakwater.scanner.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Findings.Owned;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgAnalyzerTest {

  private static Findings analyze(String path, String text) throws Exception {
    byte[] content = text.getBytes(UTF_8);
    Findings findings = new Findings(path);
    FileEntry file = new FileEntry(path, content.length, 0644);
    if (new DpkgAnalyzer().interest(file, new Head())
        instanceof Interest.View(int limit, Interest.ViewReader reader)) {
      reader.read(file, content, 0, content.length, findings);
    }
    return findings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/dpkg/status",
        "var/lib/dpkg/status.d/tzdata",
        "var/lib/dpkg/status.d/libc6.list"
      })
  void packages_are_found_in_each_place(String path) throws Exception {
    assertThat(analyze(path, "Package: a\nVersion: 1\n").packages())
        .singleElement()
        .satisfies(found -> assertThat(found.path()).isEqualTo(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/dpkg/status-old",
        "var/lib/dpkg/available",
        "var/lib/dpkg/status.d/x/y",
        "home/var/lib/dpkg/status"
      })
  void other_files_are_of_no_interest(String path) throws Exception {
    assertThat(analyze(path, "Package: a\nVersion: 1\n").packages()).isEmpty();
  }

  @Test
  void files_belong_to_the_package_that_the_list_is_named_after() throws Exception {
    Findings findings =
        analyze(
            "var/lib/dpkg/info/python3-six.md5sums",
            "0123456789abcdef0123456789abcdef  usr/lib/python3/dist-packages/six.py\n");

    assertThat(findings.owned())
        .containsExactly(new Owned("python3-six", List.of("usr/lib/python3/dist-packages/six.py")));
  }
}
