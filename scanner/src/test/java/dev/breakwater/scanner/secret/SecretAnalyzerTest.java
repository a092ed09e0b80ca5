package dev.breakwater.scanner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which files the search for secrets wants, and how. */
class SecretAnalyzerTest {

  private static final SecretAnalyzer ANALYZER = new SecretAnalyzer(SecretRules.load());
  private static final byte[] TOKEN =
      ("k=ghp_" + "012345678901234567890123456789abcdef\n").getBytes(UTF_8);

  private static Interest interest(String path, long size, byte[] head) {
    return ANALYZER.interest(new FileEntry(path, size, 0644), Head.of(head));
  }

  @Test
  void a_small_text_file_is_searched_where_it_lies() throws IOException {
    FileEntry file = new FileEntry("srv/.env", TOKEN.length, 0644);
    Findings findings = new Findings(file.path());

    assertThat(ANALYZER.interest(file, Head.of(TOKEN))).isInstanceOf(Interest.View.class);
    if (ANALYZER.interest(file, Head.of(TOKEN)) instanceof Interest.View view) {
      view.reader().read(file, TOKEN, 0, TOKEN.length, findings);
    }
    assertThat(findings.secrets()).extracting(Secret::rule).containsExactly("github-pat");
  }

  @Test
  void a_large_text_file_is_read_as_a_stream() throws IOException {
    FileEntry file = new FileEntry("srv/dump.sql", 50L << 20, 0644);
    Findings findings = new Findings(file.path());

    assertThat(ANALYZER.interest(file, Head.of(TOKEN))).isInstanceOf(Interest.Stream.class);
    if (ANALYZER.interest(file, Head.of(TOKEN)) instanceof Interest.Stream stream) {
      stream.reader().read(file, new ByteArrayInputStream(TOKEN), findings);
    }
    assertThat(findings.secrets()).hasSize(1);
  }

  @Test
  void binary_tiny_and_skipped_files_are_left_alone() {
    assertThat(interest("usr/bin/tool", 5000, new byte[] {0x7f, 'E', 'L', 'F', 2}))
        .isEqualTo(Interest.NONE);
    assertThat(interest("srv/a", 9, TOKEN)).isEqualTo(Interest.NONE);
    assertThat(interest("usr/share/doc/a", 5000, TOKEN)).isEqualTo(Interest.NONE);
    assertThat(interest("app/a.pyc", 5000, new byte[] {0, 1})).isInstanceOf(Interest.View.class);
  }

  @Test
  void changed_rules_are_another_analyzer() {
    assertThat(ANALYZER.id()).matches("secrets 1 [0-9a-f]{16}");
  }
}
