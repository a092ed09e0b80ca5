package dev.breakwater.scanner.version;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ranges of semantic versions with open numbers, {@code >=1.2, <2.x}, where {@code 1.2} is equal to
 * all that begin so; by pkg/semver/constraint.go of aquasecurity/go-version, from which
 * bitnami/go-version took it.
 */
final class WildcardRange {
  private WildcardRange() {}

  /** A pre-release is in no range whose bound is a release. */
  static Reader<Predicate<SemanticVersion>> semver() {
    return new Conditions<>(
        operators(
            Function.identity(),
            Function.identity(),
            (version, bound) ->
                bound.preRelease().isEmpty() ? !version.isPreRelease() : bound.isWhole()),
        cursor -> read(cursor));
  }

  /** A revision is a version as any other. */
  static Reader<Predicate<BitnamiVersion>> bitnami() {
    return new Conditions<>(
        operators(BitnamiVersion::version, BitnamiVersion::new, (_, _) -> true),
        cursor -> read(cursor));
  }

  private static Partial read(Cursor cursor) throws InvalidVersionException {
    cursor.skip('v');
    return Partial.read(cursor, true);
  }

  private static <V extends Comparable<V>> Map<String, BiPredicate<V, Partial>> operators(
      Function<V, SemanticVersion> inner,
      Function<SemanticVersion, V> outer,
      BiPredicate<V, Partial> isComparable) {
    Map<String, BiPredicate<V, Partial>> operators =
        Conditions.comparisons(
            (version, bound) ->
                bound.isWhole()
                    ? version.compareTo(outer.apply(bound.least()))
                    : compareNumbers(inner.apply(version), bound));
    operators.put("<", (version, bound) -> version.compareTo(outer.apply(bound.least())) < 0);
    BiPredicate<V, Partial> isAtLeast = operators.getOrDefault(">=", (_, _) -> false);
    BiPredicate<V, Partial> tilde =
        isAtLeast.and((version, bound) -> isBefore(version, bound, bound.fixedByTilde(), outer));
    operators.put("~>", tilde);
    operators.put("~", tilde);
    operators.put(
        "^",
        isAtLeast.and((version, bound) -> isBefore(version, bound, bound.fixedByCaret(), outer)));
    operators.replaceAll((_, operator) -> isComparable.and(operator));
    return operators;
  }

  /** Whether it is before all that come after those numbers. */
  private static <V extends Comparable<V>> boolean isBefore(
      V version, Partial bound, int fixed, Function<SemanticVersion, V> outer) {
    return bound.isAny()
        || version.compareTo(outer.apply(bound.after(fixed, Identifiers.NONE))) < 0;
  }

  /** By the numbers that are not open. */
  private static int compareNumbers(SemanticVersion version, Partial bound) {
    SemanticVersion least = bound.least();
    int compared = bound.numbers().isEmpty() ? 0 : version.major().compareTo(least.major());
    return compared == 0 && bound.numbers().size() > 1
        ? version.minor().compareTo(least.minor())
        : compared;
  }
}
