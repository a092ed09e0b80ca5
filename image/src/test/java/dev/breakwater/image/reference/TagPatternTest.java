package dev.breakwater.image.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Parsed.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagPatternTest {
  @ParameterizedTest
  @CsvSource({
    "latest, nginx, true",
    "latest, nginx:latest, true",
    "latest, nginx:1.27, false",
    "latest, nginx:latest-slim, false",
    "*-rc*, nginx:1.0-rc1, true",
    "*-rc*, nginx:1.0, false",
    "v?, nginx:v1, true",
    "v?, nginx:v12, false",
    "1.0, nginx:1x0, false",
    "*, nginx, true",
    "**, nginx:x, true",
  })
  void a_tag_is_matched_or_not(String pattern, String image, boolean matched) {
    assertThat(matches(pattern, image)).isEqualTo(matched);
  }

  @Test
  void a_digest_alone_has_no_tag_that_could_be_denied() {
    assertThat(matches("*", "nginx@sha256:" + "0".repeat(64))).isFalse();
    assertThat(matches("latest", "nginx:latest@sha256:" + "0".repeat(64))).isTrue();
  }

  @Test
  void a_refused_pattern_says_what_to_write() {
    assertReason(
        ":latest", "tag pattern \":latest\" holds more than a tag; write only the tag: latest");
    assertReason(
        "nginx:1.*", "tag pattern \"nginx:1.*\" holds more than a tag; write only the tag: 1.*");
    assertReason("nginx/", "tag pattern \"nginx/\" holds more than a tag; write only the tag");
    assertReason("", "tag pattern is empty; write a tag such as latest, or *-rc*");
    assertReason(
        "1+2",
        "tag pattern \"1+2\" has a character that no tag has; use letters, digits, '.', '_', '-',"
            + " and the wildcards '*' and '?'");
  }

  private static void assertReason(String pattern, String reason) {
    assertThat(TagPattern.parse(pattern)).isEqualTo(new Invalid<>(reason));
  }

  private static boolean matches(String pattern, String image) {
    return TagPattern.parse(pattern)
        .orElseThrow()
        .matches(ImageReference.parse(image).orElseThrow());
  }
}
