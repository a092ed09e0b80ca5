package dev.breakwater.scanner.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VersionRangeTest {
  private static final List<String> PIECES =
      List.of(
          "1",
          "1.2",
          "1.2.3",
          "2.0",
          "0.0",
          "x",
          "*",
          ".",
          "-",
          "-rc1",
          "a1",
          "+b",
          "<",
          "<=",
          ">",
          ">=",
          "=",
          "==",
          "!=",
          "~",
          "~>",
          "~=",
          "^",
          "===",
          ",",
          " ",
          " - ",
          "||",
          "|",
          "[",
          "]",
          "(",
          ")",
          "@dev",
          "dev-main",
          " as ",
          "#",
          "v",
          ".*",
          "é");

  static Stream<String> table() throws IOException {
    try (InputStream table = VersionRangeTest.class.getResourceAsStream("/version/match.tsv")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void a_version_is_in_a_range_if_the_tool_of_its_scheme_says_so(String line) {
    String[] fields = line.split("\t", -1);

    assertThat(matches(VersionScheme.named(fields[0]).orElseThrow(), fields[1], fields[2]))
        .isEqualTo(fields[3]);
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void every_scheme_compares_with_a_bound(VersionScheme scheme) {
    String prefix = scheme == VersionScheme.GOLANG ? "v" : "";

    assertThat(matches(scheme, prefix + "1.2.3", ">=1.2.0, <1.3.0")).isEqualTo("true");
    assertThat(matches(scheme, prefix + "1.3.0", ">=1.2.0, <1.3.0")).isEqualTo("false");
    assertThat(matches(scheme, prefix + "1.3.0", "<1.2.0 || =1.3.0")).isEqualTo("true");
    assertThat(matches(scheme, prefix + "1.3.0", "1.3.0")).isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void whatever_the_range_is_the_question_ends(VersionScheme scheme) {
    Random random = new Random(scheme.toString().hashCode());
    for (int i = 0; i < 3_000; i++) {
      StringBuilder range = new StringBuilder();
      int pieces = random.nextInt(8);
      for (int j = 0; j < pieces; j++) {
        range.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(matches(scheme, "1.2.3", range.toString())).isIn("true", "false", "error");
    }
  }

  @Test
  void a_range_that_cannot_be_read_says_why() {
    assertThat(VersionScheme.PYPI.matches("2", "~=2"))
        .isEqualTo(
            new Parsed.Invalid<Boolean>(
                "\"~=2\" is no range: after ~= there are two numbers at least"));
  }

  @Test
  void a_range_of_endless_length_is_refused() {
    assertThat(matches(VersionScheme.GENERIC, "1", "1 ".repeat(100_000))).isEqualTo("error");
  }

  private static String matches(VersionScheme scheme, String version, String range) {
    return switch (scheme.matches(version, range)) {
      case Parsed.Valid<Boolean>(Boolean isIn) -> isIn.toString();
      case Parsed.Invalid<Boolean> _ -> "error";
    };
  }
}
