package dev.breakwater.scanner.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules that come with Breakwater hold together, and their keywords are found. */
class SecretRulesTest {

  private static final SecretRules RULES = SecretRules.load();

  @Test
  void there_are_many_kinds_and_each_has_a_name_of_its_own() {
    assertThat(RULES.rules()).hasSizeGreaterThan(190);
    assertThat(RULES.rules()).extracting(rule -> rule.text().id()).doesNotHaveDuplicates();
  }

  @Test
  void each_rule_compiles_and_has_keywords_that_the_prefilter_can_find() {
    assertThat(RULES.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.pattern().pattern()).isNotEmpty();
              assertThat(rule.text().title()).isNotBlank();
              assertThat(rule.keywords())
                  .isNotEmpty()
                  .allSatisfy(
                      keyword -> {
                        assertThat(keyword.length()).isGreaterThanOrEqualTo(Keywords.SHORTEST);
                        assertThat(keyword.chars().allMatch(c -> c >= ' ' && c < 0x7f)).isTrue();
                      });
            });
  }

  @Test
  void each_keyword_is_found_wherever_a_naive_search_finds_it() {
    Random random = new Random(42);
    List<SecretRule> rules = RULES.rules();
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        SecretRule rule = rules.get(random.nextInt(rules.size()));
        String keyword = rule.keywords().get(random.nextInt(rule.keywords().size()));
        text.append(random.nextBoolean() ? keyword : keyword.toUpperCase(java.util.Locale.ROOT));
        text.append("\u0080_\n".charAt(random.nextInt(3)));
      }
      assertThat(found(text.toString())).isEqualTo(naive(text.toString()));
    }
  }

  private static Set<String> found(String text) {
    Set<String> places = new TreeSet<>();
    byte[] bytes = text.getBytes(ISO_8859_1);
    Keywords.Hits hits =
        (rules, start, end) ->
            rules.forEach(rule -> places.add(rule + " " + start + " " + (end - start)));
    RULES.keywords().find(bytes, 0, bytes.length, hits);
    RULES.boundKeywords().find(bytes, 0, bytes.length, hits);
    return places;
  }

  private static Set<String> naive(String text) {
    Set<String> places = new TreeSet<>();
    for (SecretRule rule : RULES.rules()) {
      for (String keyword : rule.keywords()) {
        for (int at = 0; at < text.length(); at++) {
          if (text.regionMatches(rule.ignoresCase(), at, keyword, 0, keyword.length())) {
            places.add(rule + " " + at + " " + keyword.length());
          }
        }
      }
    }
    return places;
  }
}
