package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The grammar of ranges that advisories are written in, whatever the ecosystem: conditions such as
 * {@code >= 1.0, < 2.0}, with a comma or none between them, all of which must hold; {@code ||}
 * between alternatives. A version without an operator means that version (Trivy's go-version,
 * go-gem-version and go-mvn-version have it alike).
 *
 * @param <V> a version
 * @param <B> what a version is measured by: a version, or one with wildcards
 * @param operators what each operator means, the longer before its beginning
 * @param bound reads what follows an operator
 */
record Conditions<V, B>(Map<String, BiPredicate<V, B>> operators, BoundReader<B> bound)
    implements Reader<Predicate<V>> {

  /** Reads a bound and leaves the rest. */
  interface BoundReader<B> {
    B read(Cursor cursor) throws InvalidVersionException;
  }

  /** The operators that all have, where the bound is a version. */
  static <V extends Comparable<V>> Map<String, BiPredicate<V, V>> comparisons() {
    return comparisons(Comparable::compareTo);
  }

  /** The operators that all have, by the comparison of a version with a bound. */
  static <V, B> Map<String, BiPredicate<V, B>> comparisons(Comparison<V, B> comparison) {
    Map<String, BiPredicate<V, B>> operators = new LinkedHashMap<>();
    operators.put("==", (version, bound) -> comparison.compare(version, bound) == 0);
    operators.put("!=", (version, bound) -> comparison.compare(version, bound) != 0);
    operators.put(">=", (version, bound) -> comparison.compare(version, bound) >= 0);
    operators.put("=>", (version, bound) -> comparison.compare(version, bound) >= 0);
    operators.put("<=", (version, bound) -> comparison.compare(version, bound) <= 0);
    operators.put("=<", (version, bound) -> comparison.compare(version, bound) <= 0);
    operators.put("=", (version, bound) -> comparison.compare(version, bound) == 0);
    operators.put(">", (version, bound) -> comparison.compare(version, bound) > 0);
    operators.put("<", (version, bound) -> comparison.compare(version, bound) < 0);
    return operators;
  }

  /** How a version stands to a bound, as {@link Comparator#compare} says it. */
  interface Comparison<V, B> {
    int compare(V version, B bound);
  }

  @Override
  public Predicate<V> read(String text) throws InvalidVersionException {
    List<Predicate<V>> alternatives = new ArrayList<>();
    for (String alternative : Alternatives.of(text)) {
      alternatives.add(all(alternative));
    }
    return version -> alternatives.stream().anyMatch(all -> all.test(version));
  }

  private Predicate<V> all(String text) throws InvalidVersionException {
    List<Predicate<V>> conditions = new ArrayList<>();
    Cursor cursor = new Cursor(text);
    do {
      cursor.skipBlanks();
      BiPredicate<V, B> operator = operator(cursor);
      cursor.skipBlanks();
      B read = bound.read(cursor);
      conditions.add(version -> operator.test(version, read));
      cursor.skipBlanks();
      cursor.skip(',');
      cursor.skipBlanks();
    } while (!cursor.atEnd());
    return version -> conditions.stream().allMatch(condition -> condition.test(version));
  }

  private BiPredicate<V, B> operator(Cursor cursor) {
    return operators.entrySet().stream()
        .filter(operator -> cursor.skip(operator.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseGet(() -> operators.getOrDefault("=", (_, _) -> false));
  }
}
