package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Ranges of npm, by classes/range.js of node-semver, not loose: {@code 1.x}, {@code 1.0 - 2.0},
 * {@code ~1.2}, {@code ^1.2 || >=2.3}. A pre-release is in a range only if a bound of it is a
 * pre-release of the same three numbers. Besides, as advisories and Trivy's go-npm-version have
 * them: commas for blanks, {@code ==}, {@code =>} and {@code =<}.
 */
final class NpmRange {
  private static final List<String> OPERATORS =
      List.of("^", "~>", "~", ">=", "=>", "<=", "=<", ">", "<", "==", "=");

  /** The least of all pre-releases: before it is before anything of those numbers. */
  private static final Identifiers FIRST = new Identifiers(List.of("0"));

  private static final SemanticVersion ZERO =
      new Partial(List.of(), true, Identifiers.NONE).least();

  private enum Side {
    LESS,
    LESS_OR_EQUAL,
    EQUAL,
    GREATER_OR_EQUAL,
    GREATER
  }

  private record Bound(Side side, SemanticVersion version) {
    boolean holds(SemanticVersion other) {
      int compared = other.compareTo(version);
      return switch (side) {
        case LESS -> compared < 0;
        case LESS_OR_EQUAL -> compared <= 0;
        case EQUAL -> compared == 0;
        case GREATER_OR_EQUAL -> compared >= 0;
        case GREATER -> compared > 0;
      };
    }
  }

  /**
   * Bounds that all hold.
   *
   * @param bounds none for any version
   */
  private record All(List<Bound> bounds) implements Predicate<SemanticVersion> {
    @Override
    public boolean test(SemanticVersion version) {
      return bounds.stream().allMatch(bound -> bound.holds(version))
          && (!version.isPreRelease()
              || bounds.stream()
                  .map(Bound::version)
                  .anyMatch(bound -> bound.isPreRelease() && bound.hasNumbersOf(version)));
    }
  }

  private NpmRange() {}

  static Predicate<SemanticVersion> parse(String text) throws InvalidVersionException {
    List<All> alternatives = new ArrayList<>();
    for (String alternative : Alternatives.of(text)) {
      alternatives.add(all(alternative.replace(',', ' ').strip()));
    }
    // Any version at all, of which pre-releases are none, swallows the other alternatives.
    return alternatives.stream()
        .filter(all -> all.bounds().isEmpty())
        .findFirst()
        .<Predicate<SemanticVersion>>map(any -> any)
        .orElse(version -> alternatives.stream().anyMatch(all -> all.test(version)));
  }

  private static All all(String text) throws InvalidVersionException {
    List<Bound> bounds = new ArrayList<>();
    int hyphen = text.indexOf(" - ");
    if (hyphen >= 0) {
      addFrom(whole(text.substring(0, hyphen).strip()), bounds);
      addTo(whole(text.substring(hyphen + 3).strip()), bounds);
      return new All(bounds);
    }
    Cursor cursor = new Cursor(text);
    while (!cursor.atEnd()) {
      String operator = cursor.skipAny(OPERATORS);
      Partial partial = partial(cursor);
      if (!cursor.atEnd() && !Character.isWhitespace(cursor.peek())) {
        throw cursor.unexpected("a blank");
      }
      cursor.skipBlanks();
      add(operator, partial, bounds);
    }
    return new All(bounds);
  }

  private static Partial whole(String text) throws InvalidVersionException {
    Cursor cursor = new Cursor(text);
    Partial partial = partial(cursor);
    if (!cursor.atEnd()) {
      throw cursor.unexpected("the end");
    }
    return partial;
  }

  private static Partial partial(Cursor cursor) throws InvalidVersionException {
    cursor.take(c -> c == 'v' || c == '=' || Character.isWhitespace(c));
    Partial partial = Partial.read(cursor, false);
    if (!partial.isOrdered()) {
      throw new InvalidVersionException("a number follows an x");
    }
    SemanticVersion.requireNumbersOfNpm(partial.least());
    return partial;
  }

  private static void add(String operator, Partial partial, List<Bound> bounds) {
    switch (operator) {
      case "^" -> addWithin(partial, partial.fixedByCaret(), bounds);
      case "~", "~>" -> addWithin(partial, partial.fixedByTilde(), bounds);
      case ">" -> addGreater(partial, bounds);
      case "<" -> addLess(partial, bounds);
      case ">=", "=>" -> addFrom(partial, bounds);
      case "<=", "=<" -> addTo(partial, bounds);
      default -> addEqual(partial, bounds);
    }
  }

  private static void addWithin(Partial partial, int fixed, List<Bound> bounds) {
    if (!partial.isAny()) {
      addFrom(partial, bounds);
      bounds.add(new Bound(Side.LESS, partial.after(fixed, FIRST)));
    }
  }

  private static void addEqual(Partial partial, List<Bound> bounds) {
    if (partial.isWhole()) {
      bounds.add(new Bound(Side.EQUAL, partial.least()));
    } else {
      addWithin(partial, partial.numbers().size(), bounds);
    }
  }

  /** From 0.0.0 on is any version; that lets in even its pre-releases, if another bound does. */
  private static void addFrom(Partial partial, List<Bound> bounds) {
    SemanticVersion from = released(partial);
    if (!from.equals(ZERO)) {
      bounds.add(new Bound(Side.GREATER_OR_EQUAL, from));
    }
  }

  private static void addTo(Partial partial, List<Bound> bounds) {
    if (partial.isWhole()) {
      bounds.add(new Bound(Side.LESS_OR_EQUAL, partial.least()));
    } else if (!partial.isAny()) {
      bounds.add(new Bound(Side.LESS, partial.after(partial.numbers().size(), FIRST)));
    }
  }

  private static void addGreater(Partial partial, List<Bound> bounds) {
    if (partial.isWhole()) {
      bounds.add(new Bound(Side.GREATER, partial.least()));
    } else if (partial.isAny()) {
      addNone(bounds);
    } else {
      bounds.add(
          new Bound(
              Side.GREATER_OR_EQUAL, partial.after(partial.numbers().size(), Identifiers.NONE)));
    }
  }

  private static void addLess(Partial partial, List<Bound> bounds) {
    if (partial.isWhole()) {
      bounds.add(new Bound(Side.LESS, partial.least()));
    } else if (partial.isAny()) {
      addNone(bounds);
    } else {
      bounds.add(new Bound(Side.LESS, new Partial(partial.numbers(), true, FIRST).least()));
    }
  }

  /** Nothing is before the first version. */
  private static void addNone(List<Bound> bounds) {
    bounds.add(new Bound(Side.LESS, new Partial(List.of(), true, FIRST).least()));
  }

  /** The pre-release of a part, {@code 1.x.x-rc}, means nothing. */
  private static SemanticVersion released(Partial partial) {
    return partial.isWhole()
        ? partial.least()
        : new Partial(partial.numbers(), true, Identifiers.NONE).least();
  }
}
