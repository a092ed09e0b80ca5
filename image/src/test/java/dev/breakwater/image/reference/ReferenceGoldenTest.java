package dev.breakwater.image.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** References as the Go library sees them; references.tsv says how it was made. */
class ReferenceGoldenTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(\\\\|u([0-9a-f]{4}))");

  /** One line of the table. */
  private record Row(String input, List<String> columns) {
    static Row of(String line) {
      List<String> columns = List.of(line.split("\t", -1));
      String input =
          ESCAPE
              .matcher(columns.getFirst())
              .replaceAll(
                  escape ->
                      escape.group(2) == null
                          ? "\\\\\\\\"
                          : Matcher.quoteReplacement(
                              Character.toString(Integer.parseInt(escape.group(2), 16))));
      return new Row(input, columns.subList(1, columns.size()));
    }

    boolean valid() {
      return columns.getFirst().equals("valid");
    }
  }

  @Test
  void every_reference_of_the_table_means_what_the_go_library_makes_of_it() throws IOException {
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(400);
    assertThat(rows).allSatisfy(row -> assertThat(seen(row.input())).isEqualTo(row.columns()));
  }

  @Test
  void a_canonical_or_familiar_name_reads_back_as_the_same_reference() throws IOException {
    List<Row> valid = rows().stream().filter(Row::valid).toList();
    assertThat(valid)
        .allSatisfy(
            row -> {
              ImageReference reference = ImageReference.parse(row.input()).orElseThrow();
              assertThat(ImageReference.parse(reference.canonical()).orElseThrow())
                  .isEqualTo(reference);
              assertThat(ImageReference.parse(reference.familiar()).orElseThrow())
                  .isEqualTo(reference);
            });
  }

  @Test
  void every_refusal_names_the_value_and_a_remedy() throws IOException {
    List<Row> invalid = rows().stream().filter(row -> !row.valid()).toList();
    assertThat(invalid)
        .allSatisfy(
            row -> {
              String reason =
                  ((Invalid<ImageReference>) ImageReference.parse(row.input())).reason();
              assertThat(reason)
                  .matches("[ -~]+")
                  .containsPattern("; (write|remove|use|shorten) ")
                  .contains(row.input().isEmpty() ? "empty" : Quoted.quote(row.input()))
                  .hasSizeLessThan(500);
            });
  }

  private static List<String> seen(String input) {
    return switch (ImageReference.parse(input)) {
      case Invalid<ImageReference> invalid -> List.of("invalid");
      case Valid<ImageReference>(ImageReference reference) ->
          List.of(
              "valid",
              reference.registry(),
              reference.repository(),
              reference.tag().orElse(""),
              reference.digest().map(Digest::toString).orElse(""),
              reference.effectiveTag().orElse(""),
              reference.familiar(),
              reference.canonical());
    };
  }

  private static List<Row> rows() throws IOException {
    try (InputStream in = ReferenceGoldenTest.class.getResourceAsStream("references.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList();
    }
  }
}
