package dev.breakwater.engine.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static Map<String, Object> expression(String key, String operator, String... values) {
    return Map.of("key", key, "operator", operator, "values", List.of(values));
  }

  private static LabelSelector expressions(Object... expressions) {
    return LabelSelector.of(Node.of(Map.of("matchExpressions", List.of(expressions))));
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new java.util.HashMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.split("&")) {
      String[] sides = pair.split("=", 2);
      labels.put(sides[0], sides[1]);
    }
    return labels;
  }

  @ParameterizedTest(name = "{0} [{1}] selects {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "In, a|b, env=a, true",
        "In, a|b, env=b&app=x, true",
        "In, a|b, env=c, false",
        "In, a|b, '', false",
        "In, '', env=, true",
        "In, a, env=A, false",
        "NotIn, a|b, env=c, true",
        "NotIn, a|b, '', true",
        "NotIn, a|b, env=b, false",
        "NotIn, '', env=, false",
        "Exists, -, env=, true",
        "Exists, -, env=a, true",
        "Exists, -, app=env, false",
        "DoesNotExist, -, app=x, true",
        "DoesNotExist, -, env=, false",
      })
  void each_operator_selects_as_the_api_server_does(
      String operator, @Nullable String values, String labels, boolean selected) {
    LabelSelector selector =
        expressions(
            expression("env", operator, values == null ? new String[0] : values.split("\\|", -1)));

    assertThat(selector.problems()).isEmpty();
    assertThat(selector.matches(labels(labels))).isEqualTo(selected);
  }

  @Test
  void labels_and_expressions_must_all_hold() {
    LabelSelector selector =
        LabelSelector.of(
            Node.of(
                Map.of(
                    "matchLabels", Map.of("app", "cart"),
                    "matchExpressions", List.of(expression("tier", "NotIn", "batch")))));

    assertThat(selector.matches(labels("app=cart"))).isTrue();
    assertThat(selector.matches(labels("app=cart&tier=web"))).isTrue();
    assertThat(selector.matches(labels("app=cart&tier=batch"))).isFalse();
    assertThat(selector.matches(labels("tier=web"))).isFalse();
  }

  @Test
  void an_empty_selector_selects_everything() {
    assertThat(LabelSelector.of(Node.of(Map.of())).selectsEverything()).isTrue();
    assertThat(LabelSelector.of(Node.of(Map.of("matchLabels", Map.of()))).matches(Map.of()))
        .isTrue();
    assertThat(LabelSelector.of(Node.Absent.ABSENT)).isEqualTo(LabelSelector.EVERYTHING);
  }

  @ParameterizedTest(name = "{0} {1} [{2}] is invalid")
  @CsvSource(
      nullValues = "-",
      value = {
        "env, in, a",
        "env, Equals, a",
        "env, '', a",
        "env, In, -",
        "env, NotIn, -",
        "env, Exists, a",
        "env, DoesNotExist, a",
        "'', Exists, -",
        "-env, Exists, -",
        "a/b/c, Exists, -",
        "/b, Exists, -",
        "Example.com/b, Exists, -",
        "a..b/c, Exists, -",
        "env, In, a b",
        "env, In, -a",
      })
  void what_the_api_server_rejects_selects_nothing_and_says_why(
      @Nullable String key, String operator, @Nullable String values) {
    LabelSelector selector =
        expressions(
            expression(
                key == null ? "" : key,
                operator,
                values == null ? new String[0] : values.split("\\|")));

    assertThat(selector.isValid()).isFalse();
    assertThat(selector.problems()).allSatisfy(problem -> assertThat(problem).startsWith("match"));
    assertThat(selector.matches(labels("env=a"))).isFalse();
    assertThat(selector.selectsEverything()).isFalse();
  }

  @Test
  void the_message_names_field_value_and_remedy() {
    assertThat(expressions(expression("env", "in", "a")).problems())
        .containsExactly(
            "matchExpressions[0].operator: \"in\" is none of In, NotIn, Exists, DoesNotExist; write"
                + " one of them");
  }

  @Test
  void prefixed_keys_are_valid() {
    assertThat(LabelSelector.ofLabels(Map.of("kubernetes.io/metadata.name", "shop")).isValid())
        .isTrue();
  }

  @Test
  void a_bean_reads_like_the_yaml_that_made_it() {
    var bean =
        new LabelSelectorBuilder()
            .addToMatchLabels("app", "cart")
            .addNewMatchExpression()
            .withKey("tier")
            .withOperator("In")
            .withValues("web", "api")
            .endMatchExpression()
            .build();

    assertThat(LabelSelector.of(bean))
        .isEqualTo(
            LabelSelector.of(
                Node.of(
                    Map.of(
                        "matchLabels", Map.of("app", "cart"),
                        "matchExpressions", List.of(expression("tier", "In", "api", "web"))))))
        .hasToString("app=cart,tier in (api,web)");
  }

  @Test
  void a_bare_bean_selects_everything() {
    assertThat(LabelSelector.of(new LabelSelectorBuilder().build()).selectsEverything()).isTrue();
  }
}
