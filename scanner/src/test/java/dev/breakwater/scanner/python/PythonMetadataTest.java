package dev.breakwater.scanner.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.language.Hostile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonMetadataTest {

  private static final String SAMPLE =
      """
      Metadata-Version: 2.1
      Name: zope.Interface
      Version: 5.4.0
      License: ZPL 2.1
      Classifier: Development Status :: 5 - Production/Stable
      Classifier: License :: OSI Approved :: Zope Public License
      Classifier: License :: OSI Approved
      Description-Content-Type: text/x-rst

      Name: not-this
      Version: 1
      """;

  private static Optional<InstalledPackage> read(String text) throws Exception {
    return PythonMetadata.read(text.getBytes(UTF_8), "usr/lib/x.dist-info/METADATA");
  }

  @Test
  void the_name_is_kept_as_spelled_and_the_description_is_not_read() throws Exception {
    InstalledPackage found = read(SAMPLE).orElseThrow();

    assertThat(found.name()).isEqualTo("zope.Interface");
    assertThat(found.version()).isEqualTo("5.4.0");
    assertThat(found.licenses()).containsExactly("Zope Public License");
  }

  @Test
  void an_expression_beats_classifiers_and_they_beat_free_text() throws Exception {
    assertThat(read("Name: a\nVersion: 1\nLicense: x\n").orElseThrow().licenses())
        .containsExactly("x");
    assertThat(
            read("""
            Name: a
            Version: 1
            License: x
            License-Expression: MIT OR ISC
            Classifier: License :: y
            """)
                .orElseThrow()
                .licenses())
        .containsExactly("MIT OR ISC");
  }

  @Test
  void the_text_of_a_licence_is_not_its_name() throws Exception {
    assertThat(
            read("Name: a\nLicense: Copyright\n        All rights\n\tand more\nVersion: 1\n")
                .orElseThrow())
        .satisfies(
            found -> {
              assertThat(found.licenses()).isEmpty();
              assertThat(found.version()).isEqualTo("1");
            });
  }

  @Test
  void fields_are_found_in_any_case_and_with_any_line_end() throws Exception {
    assertThat(read("name: a\r\nVERSION:1\r\n\r\nName: b\r\n").orElseThrow().version())
        .isEqualTo("1");
  }

  @Test
  void without_a_name_or_a_version_there_is_no_package() throws Exception {
    assertThat(read("Name: a\n")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("\nName: a\nVersion: 1\n")).isEmpty();
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    Hostile.feed(SAMPLE.getBytes(UTF_8), 3000, bytes -> PythonMetadata.read(bytes, "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/x-1.dist-info/METADATA",
        "a/x-1.egg-info",
        "a/x.egg-info/PKG-INFO",
        "a/x.egg-info/METADATA",
        "a/x.egg/EGG-INFO/PKG-INFO"
      })
  void wheels_and_eggs_are_recognised(String path) {
    assertThat(PythonMetadata.recognises(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"METADATA", "a/PKG-INFO", "a/x.dist-info/RECORD", "a/x.egg-info/top"})
  void other_files_are_not(String path) {
    assertThat(PythonMetadata.recognises(path)).isFalse();
  }
}
