package dev.breakwater.scanner.binary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoVersionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v0.0.0-20240102030405-0123456789ab",
        "v1.2.3-pre.0.20240102030405-0123456789ab",
        "v1.2.4-0.20240102030405-0123456789ab",
        "v2.0.1-0.20240102030405-0123456789ab+incompatible"
      })
  void a_version_of_a_commit_is_pseudo(String version) {
    assertThat(GoVersions.isPseudo(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1.2.3", "v1.2.3-rc.1", "v0.0.0-2024", "v1.2.3+dirty"})
  void a_tag_is_not(String version) {
    assertThat(GoVersions.isPseudo(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v", "1.2.3.4", "01.2", "1.2-rc", "dev", "1..2", "v1.2.3-", "1.2.x"})
  void not_everything_is_a_semantic_version(String version) {
    assertThat(GoVersions.isSemantic(version)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -X main.version=v1.2.3                                      | v1.2.3
          -s -w "-X=main.Version=1.2"                                 | 1.2
          -X 'a.b/c/cmd/x.ver=3.0.0' -X main.version=4.0.0            | 3.0.0
          -X a.b/c/internal/thing.version=5.0.0 -X x/cmd.version=6.0.0 | 6.0.0
          -X a.b/c/thing.version=5.0.0                                | 5.0.0
          -X main.version=1.0.0 -X common.version=2.0.0               | ''
          -X main.version=dev -X main.commit=1.0.0                    | ''
          -X main.version=1.0.0 -X main.version=2.0.0                 | 2.0.0
          -linkmode external                                          | ''
          """)
  void the_linker_is_told_the_version(String flags, String expected) {
    assertThat(LinkerVersion.of("a.b/c", flags)).isEqualTo(expected);
  }

  @Test
  void one_and_two_numbers_are_versions_too() {
    assertThat(GoVersions.isSemantic("v1")).isTrue();
    assertThat(GoVersions.isSemantic("1.22")).isTrue();
    assertThat(GoVersions.isSemantic("1.2.3-rc.1+build.5")).isTrue();
  }
}
