package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code golden} is one call: {@code args} (one on a line; the name of a file of the
 * folder stands for its path), {@code in.yaml} (also standard input), and what comes of it: {@code
 * stdout}, {@code stderr} where something is said, {@code exit}. With {@code -Dgolden.write=true}
 * the results are written instead of compared.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src/test/resources/golden");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void a_call_prints_what_was_agreed(String name) throws IOException {
    Path folder = CASES.resolve(name);
    String[] args =
        Files.readAllLines(folder.resolve("args")).stream()
            .map(arg -> isInside(folder, arg) ? folder.resolve(arg).toString() : arg)
            .toArray(String[]::new);
    byte[] in = new byte[0];
    for (String file : List.of("in.yaml", "in.tsv")) {
      if (Files.exists(folder.resolve(file))) {
        in = Files.readAllBytes(folder.resolve(file));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      exit = Cli.run(args, new ByteArrayInputStream(in), outStream, errStream);
    }

    check(folder.resolve("stdout"), out.toString(StandardCharsets.UTF_8), folder);
    check(folder.resolve("stderr"), err.toString(StandardCharsets.UTF_8), folder);
    check(folder.resolve("exit"), exit + "\n", folder);
  }

  private static boolean isInside(Path folder, String arg) {
    return !arg.isEmpty() && !arg.startsWith("-") && Files.exists(folder.resolve(arg));
  }

  private static void check(Path expected, String printed, Path folder) throws IOException {
    String actual = printed.replace(folder + "/", "");
    if (Boolean.getBoolean("golden.write")) {
      if (actual.isEmpty()) {
        Files.deleteIfExists(expected);
      } else {
        Files.writeString(expected, actual);
      }
      return;
    }
    String wanted = Files.exists(expected) ? Files.readString(expected) : "";
    assertThat(actual).as(expected.getFileName().toString()).isEqualTo(wanted);
  }
}
