package dev.breakwater.scanner.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VersionOrderTest {
  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "2",
          "10",
          "01",
          "1.0",
          "1.2.3",
          "0.0.0",
          "v1",
          ".",
          ".",
          ".",
          "-",
          "-",
          "~",
          "^",
          "+",
          "_",
          ":",
          "!",
          "a",
          "b",
          "rc",
          "rc1",
          "alpha",
          "beta",
          "dev",
          "post",
          "pre",
          "p",
          "sp",
          "ga",
          "r1",
          "-r1",
          "x",
          "SNAPSHOT",
          "git",
          " ",
          "é",
          "*",
          "20240101");

  static Stream<String> table() throws IOException {
    try (InputStream table = VersionOrderTest.class.getResourceAsStream("/version/order.tsv")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void a_version_stands_to_another_as_the_tool_of_its_scheme_says(String line) {
    String[] fields = line.split("\t", -1);
    VersionScheme scheme = VersionScheme.named(fields[0]).orElseThrow();

    assertThat(symbol(scheme, fields[1], fields[3])).isEqualTo(fields[2]);
    assertThat(symbol(scheme, fields[3], fields[1])).isEqualTo(reversed(fields[2]));
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void the_order_is_total(VersionScheme scheme) {
    Random random = new Random(scheme.toString().hashCode());
    List<String> versions = new ArrayList<>();
    while (versions.size() < 60) {
      String version = version(random);
      if (!symbol(scheme, version, version).equals("invalid")) {
        versions.add(version);
      }
    }

    for (String a : versions) {
      assertThat(symbol(scheme, a, a)).as(a).isEqualTo("=");
      for (String b : versions) {
        String ab = symbol(scheme, a, b);
        assertThat(symbol(scheme, b, a)).as("%s %s", b, a).isEqualTo(reversed(ab));
        for (String c : versions) {
          String bc = symbol(scheme, b, c);
          if (ab.equals(bc) || bc.equals("=")) {
            assertThat(symbol(scheme, a, c)).as("%s %s %s", a, b, c).isEqualTo(ab);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void whatever_the_text_is_a_comparison_ends(VersionScheme scheme) {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String a = version(random);
      String b = random.nextBoolean() ? a : version(random);
      assertThat(symbol(scheme, a, b)).isIn("<", "=", ">", "invalid");
    }
  }

  @Test
  void a_text_that_no_one_would_call_a_version_is_invalid_in_every_scheme() {
    for (VersionScheme scheme : VersionScheme.values()) {
      assertThat(symbol(scheme, "1-".repeat(100_000), "1")).isEqualTo("invalid");
    }
  }

  @Test
  void an_invalid_version_says_why() {
    assertThat(VersionScheme.DEB.compare("1", "1_0"))
        .isEqualTo(new Parsed.Invalid<Order>("\"1_0\" is no version: '_' cannot stand there"));
  }

  @Test
  void a_scheme_is_known_by_its_name() {
    assertThat(VersionScheme.named("pypi")).contains(VersionScheme.PYPI);
    assertThat(VersionScheme.named("PyPI")).isEmpty();
    assertThat(VersionScheme.names()).startsWith("apk", "deb");
  }

  private static String version(Random random) {
    StringBuilder version = new StringBuilder(random.nextBoolean() ? "1.2.3" : "1");
    int pieces = random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      version.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return random.nextInt(4) == 0 ? "v" + version : version.toString();
  }

  private static String symbol(VersionScheme scheme, String a, String b) {
    return switch (scheme.compare(a, b)) {
      case Parsed.Valid<Order>(Order order) -> order.symbol();
      case Parsed.Invalid<Order> _ -> "invalid";
    };
  }

  private static String reversed(String symbol) {
    return switch (symbol) {
      case "<" -> ">";
      case ">" -> "<";
      default -> symbol;
    };
  }
}
