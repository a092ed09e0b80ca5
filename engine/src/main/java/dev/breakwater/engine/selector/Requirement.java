package dev.breakwater.engine.selector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one label must satisfy ({@code metav1.LabelSelectorRequirement}).
 *
 * @param key the label's name
 * @param operator how the label is compared
 * @param values sorted, without doubles; empty for {@code Exists} and {@code DoesNotExist}
 */
public record Requirement(String key, Operator operator, List<String> values)
    implements Comparable<Requirement> {
  private static final Comparator<Requirement> ORDER =
      Comparator.comparing(Requirement::key)
          .thenComparing(Requirement::operator)
          .thenComparing(requirement -> String.join(",", requirement.values()));

  /** How a label is compared with the values. */
  public enum Operator {
    /** The label is there and its value is one of the values. */
    IN("In"),
    /** The label is absent, or its value is none of the values. */
    NOT_IN("NotIn"),
    /** The label is there, with whatever value. */
    EXISTS("Exists"),
    /** The label is absent. */
    DOES_NOT_EXIST("DoesNotExist");

    private final String label;

    Operator(String label) {
      this.label = label;
    }

    /** The spelling of the API: {@code NotIn}. */
    public String label() {
      return label;
    }

    boolean takesValues() {
      return this == IN || this == NOT_IN;
    }

    /** The operator of exactly that spelling; empty if there is none. */
    static Optional<Operator> parse(String label) {
      return Arrays.stream(values()).filter(value -> value.label.equals(label)).findFirst();
    }
  }

  /** Sorts and copies. */
  public Requirement {
    values = values.stream().sorted().distinct().toList();
  }

  /** Whether these labels satisfy it. */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }

  @Override
  public int compareTo(Requirement other) {
    return ORDER.compare(this, other);
  }

  /** As {@code kubectl -l} writes it. */
  @Override
  public String toString() {
    return switch (operator) {
      case IN ->
          values.size() == 1
              ? key + "=" + values.getFirst()
              : key + " in (" + String.join(",", values) + ")";
      case NOT_IN ->
          values.size() == 1
              ? key + "!=" + values.getFirst()
              : key + " notin (" + String.join(",", values) + ")";
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
    };
  }
}
