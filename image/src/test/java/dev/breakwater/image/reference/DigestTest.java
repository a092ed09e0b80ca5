package dev.breakwater.image.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.image.reference.Digest.Algorithm;
import dev.breakwater.image.reference.Parsed.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  @ParameterizedTest
  @EnumSource
  void each_algorithm_has_its_length(Algorithm algorithm) {
    String text = algorithm + ":" + "a".repeat(algorithm.hexLength());

    assertThat(Digest.parse(text).orElseThrow()).hasToString(text);
    assertThat(Digest.parse(text + "0")).isInstanceOf(Invalid.class);
    assertThat(Digest.parse(text.substring(0, text.length() - 1))).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "sha256",
        "sha256:",
        "md5:00",
        "SHA256:00",
        " sha256:00",
        "sha256+b64:00"
      })
  void other_texts_are_no_digests(String text) {
    assertThat(Digest.parse(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void capitals_are_refused_as_registries_do() {
    String text = "sha256:" + "A".repeat(64);

    assertThat(Digest.parse(text))
        .isEqualTo(
            new Invalid<>(
                "digest \""
                    + text
                    + "\" has characters other than 0-9 and a-f; write sha256: and 64 lower-case"
                    + " hexadecimal characters"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digest(Algorithm.SHA256, "A".repeat(64)))
        .withMessageContaining("write sha256:");
  }
}
