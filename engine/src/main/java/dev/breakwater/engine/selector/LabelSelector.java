package dev.breakwater.engine.selector;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@code metav1.LabelSelector}: every requirement must hold.
 *
 * <p>Two selectors that were written differently but ask the same in the same words are equal: the
 * requirements and their values are sorted. A selector with a problem would be rejected by the API
 * server; it selects nothing.
 *
 * @param requirements what labels must satisfy; none selects everything
 * @param problems what the API server would reject, each naming the field, the value and the
 *     remedy; empty for a valid selector
 */
public record LabelSelector(List<Requirement> requirements, List<String> problems) {
  /** The selector {@code {}}: it selects everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), List.of());

  /** Selects nothing: no selector was given where one is required. */
  public static final LabelSelector NOTHING =
      new LabelSelector(List.of(), List.of("a selector is required; {} selects everything"));

  /** Sorts and copies. */
  public LabelSelector {
    requirements = requirements.stream().sorted().distinct().toList();
    problems = List.copyOf(problems);
  }

  /**
   * Reads a selector. An absent one reads as {@code {}}, which is what the {@code podSelector} of a
   * NetworkPolicy means; where absence means something else, the caller asks for it first.
   */
  public static LabelSelector of(Node selector) {
    Reading reading = new Reading();
    selector
        .at("matchLabels")
        .entries()
        .forEach((key, value) -> reading.matchLabel(key, value.display()));
    List<Node> expressions = selector.at("matchExpressions").items();
    for (int index = 0; index < expressions.size(); index++) {
      Node expression = expressions.get(index);
      reading.matchExpression(
          index,
          expression.at("key").textOr(""),
          expression.at("operator").textOr(""),
          expression.at("values").texts());
    }
    return reading.result();
  }

  /** Reads the Kubernetes model's selector. */
  public static LabelSelector of(io.fabric8.kubernetes.api.model.LabelSelector selector) {
    Reading reading = new Reading();
    if (selector.getMatchLabels() != null) {
      selector.getMatchLabels().forEach(reading::matchLabel);
    }
    if (selector.getMatchExpressions() != null) {
      for (int index = 0; index < selector.getMatchExpressions().size(); index++) {
        var expression = selector.getMatchExpressions().get(index);
        reading.matchExpression(
            index,
            expression.getKey() == null ? "" : expression.getKey(),
            expression.getOperator() == null ? "" : expression.getOperator(),
            expression.getValues() == null ? List.of() : expression.getValues());
      }
    }
    return reading.result();
  }

  /** The selector that wants exactly these labels, as a Service or a quota writes it. */
  public static LabelSelector ofLabels(Map<String, String> labels) {
    Reading reading = new Reading();
    labels.forEach(reading::matchLabel);
    return reading.result();
  }

  /** Whether the API server would take it. */
  public boolean isValid() {
    return problems.isEmpty();
  }

  /** Whether it is valid and asks for nothing, so that it selects every object. */
  public boolean selectsEverything() {
    return isValid() && requirements.isEmpty();
  }

  /** Whether an object with these labels is selected; never by a selector that is not valid. */
  public boolean matches(Map<String, String> labels) {
    if (!isValid()) {
      return false;
    }
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /**
   * As {@code kubectl -l} writes it: {@code app=cart,tier in (a,b)}; {@code all} for {@code {}}.
   */
  @Override
  public String toString() {
    if (!isValid()) {
      return "invalid: " + String.join("; ", problems);
    }
    return requirements.isEmpty()
        ? "all"
        : requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
  }

  /** Collects requirements and problems in the order of the document. */
  private static final class Reading {
    private final List<Requirement> requirements = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    void matchLabel(String key, String value) {
      String field = "matchLabels[" + key + "]";
      LabelSyntax.problemOfKey(key).ifPresent(problem -> problems.add(field + ": " + problem));
      LabelSyntax.problemOfValue(value).ifPresent(problem -> problems.add(field + ": " + problem));
      requirements.add(new Requirement(key, Requirement.Operator.IN, List.of(value)));
    }

    void matchExpression(int index, String key, String operator, List<String> values) {
      String field = "matchExpressions[" + index + "]";
      LabelSyntax.problemOfKey(key).ifPresent(problem -> problems.add(field + ".key: " + problem));
      for (String value : values) {
        LabelSyntax.problemOfValue(value)
            .ifPresent(problem -> problems.add(field + ".values: " + problem));
      }
      Requirement.Operator.parse(operator)
          .ifPresentOrElse(
              known -> {
                if (known.takesValues() == values.isEmpty()) {
                  problems.add(
                      field
                          + ".values: "
                          + (known.takesValues()
                              ? "is empty; operator " + operator + " needs at least one value"
                              : values
                                  + " with operator "
                                  + operator
                                  + ", which takes none; remove values"));
                }
                requirements.add(new Requirement(key, known, values));
              },
              () ->
                  problems.add(
                      field
                          + ".operator: \""
                          + operator
                          + "\" is none of In, NotIn, Exists, DoesNotExist; write one of them"));
    }

    LabelSelector result() {
      return new LabelSelector(requirements, problems);
    }
  }
}
