package dev.breakwater.scanner.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "a,[a]",
    "a\\n,[a]",
    "a\\nb,[a][b]",
    "a\\r\\nb\\r\\n,[a][b]",
    "\\n\\na,[][][a]",
    "a\\rb,[a\\rb]",
    "\\r,[]",
    "ü\\n,[ü]"
  })
  void lines_end_with_a_line_feed(String text, String expected) {
    byte[] content = ("x" + text.translateEscapes() + "y").getBytes(UTF_8);
    StringBuilder lines = new StringBuilder();

    Lines.of(content, 1, content.length - 1)
        .forEachRemaining(line -> lines.append('[').append(line).append(']'));

    assertThat(lines).hasToString(expected.translateEscapes());
  }
}
