package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input prints the same bytes. */
class SameBytesTest {
  private static final Path CASES = Path.of("src/test/resources/golden");

  @TempDir private Path folder;

  @Test
  void the_order_of_arguments_does_not_matter() throws IOException {
    List<String> files = new ArrayList<>();
    for (String document : documents()) {
      Path file = folder.resolve(files.size() + ".yaml");
      Files.writeString(file, document);
      files.add(file.toString());
    }
    for (String format : List.of("json", "yaml", "sarif", "table")) {
      String before = scan(files, format);
      for (int seed = 0; seed < 5; seed++) {
        List<String> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(scan(shuffled, format)).as(format + ", seed " + seed).isEqualTo(before);
      }
    }
  }

  @Test
  void the_order_of_documents_changes_nothing_but_lines() throws IOException {
    Path file = folder.resolve("all.yaml");
    Files.writeString(file, String.join("---\n", documents()));
    String before = withoutLines(scan(List.of(file.toString()), "json"));
    for (int seed = 0; seed < 5; seed++) {
      List<String> shuffled = new ArrayList<>(documents());
      Collections.shuffle(shuffled, new Random(seed));
      Files.writeString(file, String.join("---\n", shuffled));

      assertThat(withoutLines(scan(List.of(file.toString()), "json")))
          .as("seed " + seed)
          .isEqualTo(before);
    }
  }

  private static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    for (String name : List.of("scan-clean", "podsecurity-json")) {
      String text = Files.readString(CASES.resolve(name).resolve("in.yaml"));
      documents.addAll(
          Arrays.asList(text.replace("name: cart\n", "name: " + name + "\n").split("---\n", -1)));
    }
    return documents;
  }

  private static String withoutLines(String json) {
    return json.replaceAll("\"line\": \\d+", "\"line\": 0");
  }

  private static String scan(List<String> files, String format) {
    List<String> args = new ArrayList<>(List.of("scan", "-o", format));
    args.addAll(files);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream nowhere =
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      assertThat(
              Cli.run(args.toArray(String[]::new), InputStream.nullInputStream(), stream, nowhere))
          .isEqualTo(1);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
