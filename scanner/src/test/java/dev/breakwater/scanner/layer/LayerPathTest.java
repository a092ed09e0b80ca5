package dev.breakwater.scanner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerPathTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b",
    "./a/b, a/b",
    "/a//b/, a/b",
    "../../a, a",
    "a/../../b, b",
    "a/./..b/.c/..., a/..b/.c/...",
    "., ''",
    "'', ''",
    "/, ''",
    "a/.., ''",
    ".a, .a",
    "..a/..., ..a/..."
  })
  void names_become_paths_that_do_not_escape(String name, String path) {
    assertThat(LayerPath.normalise(name)).isEqualTo(path);
  }

  @Test
  void paths_are_those_of_the_file_system() {
    Random random = new Random(23);
    String[] segments = {"a", "b", ".", "..", "", "..a", ".b", "..."};
    for (int round = 0; round < 5_000; round++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        name.append(segments[random.nextInt(segments.length)]).append(i == 0 ? "" : "/");
      }
      String expected = Path.of("/" + name).normalize().toString().substring(1);
      assertThat(LayerPath.normalise(name.toString())).as("%s", name).isEqualTo(expected);
    }
  }
}
