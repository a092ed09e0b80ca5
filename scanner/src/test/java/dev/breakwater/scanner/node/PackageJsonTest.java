package dev.breakwater.scanner.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.language.Hostile;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageJsonTest {

  private static final String SAMPLE =
      """
      {"name": "@acme/left-pad", "version": "1.3.0", "license": {"type": "WTFPL", "url": "x"},
       "dependencies": {"a": "^1"}, "main": ["a", {"b": [1, 2.5, null, true]}]}
      """;

  private static Optional<InstalledPackage> read(String json) throws Exception {
    return PackageJson.read(json.getBytes(UTF_8), "app/node_modules/x/package.json");
  }

  @Test
  void a_name_and_a_version_make_a_package() throws Exception {
    InstalledPackage found = read(SAMPLE).orElseThrow();

    assertThat(found.type()).hasToString("npm");
    assertThat(found.name()).isEqualTo("@acme/left-pad");
    assertThat(found.version()).isEqualTo("1.3.0");
    assertThat(found.path()).isEqualTo("app/node_modules/x/package.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "license": "MIT"                                     | MIT
          "license": {"type": "MIT", "url": "u"}               | MIT
          "license": [{"type": "MIT"}, {"type": "Apache-2.0"}] | MIT,Apache-2.0
          "licenses": [{"type": "MIT"}, "ISC"]                 | MIT,ISC
          "licenses": ["A"], "license": "B"                    | B
          "license": {"type": {"deep": ["x"]}, "name": "Z"}    | Z
          "license": 5                                         | ''
          "license": {}, "licenses": "X"                       | X
          """)
  void a_licence_has_many_spellings(String field, String expected) throws Exception {
    assertThat(
            String.join(
                ",",
                read("{" + field + ",\"name\":\"a\",\"version\":\"1\"}").orElseThrow().licenses()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"x\"}",
        "{\"version\": \"1\"}",
        "{\"name\": \"\", \"version\": \"1\"}",
        "{\"name\": \"a b\", \"version\": \"1\"}",
        "{\"name\": \"@a\", \"version\": \"1\"}",
        "{\"name\": \"@/b\", \"version\": \"1\"}",
        "{\"name\": \"a/b\", \"version\": \"1\"}",
        "{\"name\": \"a\", \"version\": 1}",
        "[]",
        ""
      })
  void what_nobody_could_publish_is_no_package(String json) throws Exception {
    assertThat(read(json)).isEmpty();
  }

  @Test
  void a_byte_order_mark_and_bytes_behind_the_end_do_not_matter() throws Exception {
    assertThat(read("\uFEFF{\"name\":\"a\",\"version\":\"1\"} trailing")).isPresent();
  }

  @Test
  void what_is_not_json_is_malformed_and_what_is_too_deep_is_a_limit() {
    assertThatThrownBy(() -> read("{\"name\": ")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    Hostile.feed(SAMPLE.getBytes(UTF_8), 3000, bytes -> PackageJson.read(bytes, "p"));
  }

  @Test
  void only_a_file_of_that_very_name_counts() {
    assertThat(PackageJson.recognises("package.json")).isTrue();
    assertThat(PackageJson.recognises("a/package.json")).isTrue();
    assertThat(PackageJson.recognises("a/xpackage.json")).isFalse();
  }
}
