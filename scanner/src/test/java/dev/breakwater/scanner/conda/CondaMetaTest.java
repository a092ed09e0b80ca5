package dev.breakwater.scanner.conda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.language.Hostile;
import org.junit.jupiter.api.Test;

class CondaMetaTest {

  private static final String SAMPLE =
      """
      {"arch": "x86_64", "build": "he6710b0_0", "files": ["lib/a", "lib/b"], "license": "0BSD",
       "link": {"name": "wrong", "version": "0"}, "name": "xz", "version": "5.2.5"}
      """;

  private static final String PATH = "opt/conda/conda-meta/xz-5.2.5-he6710b0_0.json";

  @Test
  void the_record_names_package_version_and_licence() throws Exception {
    assertThat(CondaMeta.read(SAMPLE.getBytes(UTF_8), PATH).orElseThrow())
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo("xz");
              assertThat(found.version()).isEqualTo("5.2.5");
              assertThat(found.licenses()).containsExactly("0BSD");
            });
  }

  @Test
  void the_base_environment_counts_like_any_other() {
    assertThat(CondaMeta.recognises(PATH)).isTrue();
    assertThat(CondaMeta.recognises("opt/conda/envs/a/conda-meta/xz-5-0.json")).isTrue();
    assertThat(CondaMeta.recognises("opt/conda/conda-meta/state.json")).isFalse();
    assertThat(CondaMeta.recognises("opt/xz-5-0.json")).isFalse();
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    Hostile.feed(SAMPLE.getBytes(UTF_8), 3000, bytes -> CondaMeta.read(bytes, PATH));
  }
}
