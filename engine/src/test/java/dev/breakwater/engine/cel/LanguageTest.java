package dev.breakwater.engine.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.breakwater.image.reference.Parsed;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  private static final StructType THING =
      StructType.create(
          "Thing",
          ImmutableSet.of("name", "labels", "parts"),
          field ->
              Optional.of(
                  switch (field) {
                    case "labels" -> MapType.create(SimpleType.STRING, SimpleType.STRING);
                    case "parts" -> ListType.create(SimpleType.STRING);
                    default -> SimpleType.STRING;
                  }));
  private static final Language LANGUAGE =
      new Language(List.of(THING), Map.of("thing", THING, "now", SimpleType.TIMESTAMP));

  private static Map<String, Object> thing(int parts) {
    return Map.of(
        "thing",
        Map.of(
            "name",
            "cart",
            "labels",
            Map.of("team", "shop"),
            "parts",
            IntStream.range(0, parts).mapToObj(i -> "part-" + i).toList()));
  }

  private static Answer answer(String expression, int parts) {
    return LANGUAGE.read(expression).orElseThrow().evaluate(thing(parts));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "thing.name == 'cart' | true",
        "'team' in thing.labels && thing.labels.team == 'shop' | true",
        "has(thing.labels.owner) | false",
        "thing.parts.exists(p, p == 'part-2') | true",
        "thing.name.matches('^c.*t$') | true",
        "size(thing.parts) > 3 | false"
      })
  void an_expression_holds_or_does_not(String expression, boolean holds) {
    assertThat(answer(expression, 3)).isEqualTo(holds ? new Answer.Yes() : new Answer.No());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "thing.nmae == 'cart' | at character 6 of line 1: undefined field 'nmae'",
        "other.name == 'cart' | at character 1 of line 1: undeclared reference to 'other'",
        "thing.name == 1      | at character 12 of line 1: found no matching overload for '_==_'",
        "thing.name           | at character 6 of line 1: expected type 'bool' but found 'string'",
        "thing.name ==        | at character 14 of line 1: mismatched input '<EOF>'"
      })
  void a_mistake_is_named_with_its_place(String expression, String problem) {
    assertThat(problem(expression)).startsWith(problem);
  }

  private static String problem(String expression) {
    return switch (LANGUAGE.read(expression)) {
      case Parsed.Valid<Expression> _ -> "none";
      case Parsed.Invalid<Expression>(String reason) -> reason;
    };
  }

  @Test
  void an_expression_that_is_too_long_is_not_read() {
    assertThat(problem("'" + "x".repeat(1023) + "' == ''"))
        .isEqualTo("it has 1031 characters; shorten it to 1024");
  }

  @Test
  void what_has_no_answer_says_why() {
    assertThat(answer("thing.labels['owner'] == 'me'", 0))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.why()).isEqualTo("there is no owner"));
  }

  @Test
  void what_asks_too_much_is_given_up() {
    String cubic = "thing.parts.all(p, thing.parts.all(q, thing.parts.all(r, p + q != r)))";
    assertThat(answer(cubic, 3)).isEqualTo(new Answer.Yes());
    assertThat(answer(cubic, 200))
        .isEqualTo(new Answer.Failed("Iteration budget exceeded: 100000"));
    String square = "thing.parts.all(p, thing.parts.all(q, (p + q + thing.name).size() > 0))";
    assertThat(answer(square, 300))
        .isEqualTo(
            new Answer.Failed(
                "it costs more than 1000000 steps; ask something simpler of fewer things"));
  }

  @Test
  void a_regular_expression_that_explodes_is_refused() {
    assertThat(answer("thing.name.matches('((((a*)*)*)*){1000}')", 0))
        .isInstanceOf(Answer.Failed.class);
  }

  /** Never an exception, whatever is written. */
  @Test
  void any_text_has_an_answer_or_a_message() {
    long seed = 20260301;
    Random random = new Random(seed);
    List<String> words =
        List.of(
            "thing",
            ".name",
            ".labels",
            ".parts",
            "(",
            ")",
            "[",
            "]",
            "'a'",
            "1",
            "==",
            "&&",
            "||",
            "!",
            "in",
            ".all(p,",
            ".map(p,",
            "p",
            "size(",
            "+",
            "-",
            "?",
            ":",
            "{",
            "}",
            "now",
            "duration('1h')",
            "timestamp('x')",
            ".matches('(')",
            "null",
            "1e999",
            "\\",
            "\"");
    for (int i = 0; i < 3_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(9), 0, words.size())
              .mapToObj(words::get)
              .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
      if (LANGUAGE.read(text) instanceof Parsed.Valid<Expression>(Expression expression)) {
        assertThat(expression.evaluate(thing(3))).as("seed %d: %s", seed, text).isNotNull();
      }
    }
    assertThat(problem("!".repeat(1000) + "true")).as("deep").isNotEmpty();
    assertThat(problem("(".repeat(1000))).as("deeper").isNotEqualTo("none");
  }
}
