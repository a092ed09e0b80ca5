package dev.breakwater.scanner.version;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The grammars of ranges that are {@link Conditions} with a scheme's own operators. */
final class Ranges {
  private Ranges() {}

  /** {@code ~> ~ ^} besides, by pkg/version/constraint.go of aquasecurity/go-version. */
  static Reader<Predicate<GenericVersion>> generic() {
    Map<String, BiPredicate<GenericVersion, GenericVersion>> operators = Conditions.comparisons();
    operators.put("~>", (version, from) -> isWithin(version, from, from.pessimisticBump()));
    operators.put("~", (version, from) -> isWithin(version, from, from.tildeBump()));
    operators.put("^", (version, from) -> isWithin(version, from, from.caretBump()));
    return new Conditions<>(operators, GenericVersion::read);
  }

  /** {@code ~>} besides, by {@code Gem::Requirement}. */
  static Reader<Predicate<GemVersion>> gem() {
    Map<String, BiPredicate<GemVersion, GemVersion>> operators = new LinkedHashMap<>();
    operators.put(
        "~>",
        (version, from) ->
            version.compareTo(from) >= 0 && version.release().compareTo(from.bump()) < 0);
    operators.putAll(Conditions.comparisons());
    return new Conditions<>(operators, GemVersion::read);
  }

  /** {@code ~} besides: the version begins so (apk-tools, apk_version_match). */
  static Reader<Predicate<ApkVersion>> apk() {
    Map<String, BiPredicate<ApkVersion, ApkVersion>> operators = new LinkedHashMap<>();
    operators.put("=~", ApkVersion::startsWith);
    operators.put("~=", ApkVersion::startsWith);
    operators.put("~", ApkVersion::startsWith);
    operators.putAll(Conditions.comparisons());
    return new Conditions<>(operators, word(ApkVersion::parse));
  }

  /** {@code <<} and {@code >>} besides, as in the relations of Debian's control files. */
  static Reader<Predicate<DebVersion>> deb(Reader<DebVersion> version) {
    Map<String, BiPredicate<DebVersion, DebVersion>> operators = new LinkedHashMap<>();
    operators.put("<<", (installed, bound) -> installed.compareTo(bound) < 0);
    operators.put(">>", (installed, bound) -> installed.compareTo(bound) > 0);
    operators.putAll(Conditions.comparisons());
    return new Conditions<>(operators, word(version));
  }

  static Reader<Predicate<RpmVersion>> rpm() {
    return new Conditions<>(Conditions.<RpmVersion>comparisons(), word(RpmVersion::parse));
  }

  /**
   * An interval in brackets as NuGet writes it, or conditions as advisories do. Unlike a dependency
   * of NuGet's, a version alone is that version.
   */
  static Reader<Predicate<NugetVersion>> nuget() {
    Conditions<NugetVersion, NugetVersion> conditions =
        new Conditions<>(Conditions.comparisons(), NugetVersion::read);
    return text -> {
      String trimmed = text.strip();
      return trimmed.startsWith("[") || trimmed.startsWith("(")
          ? NugetInterval.parse(trimmed)
          : conditions.read(text);
    };
  }

  /** A bound that ends at a blank, a comma or the next operator. */
  private static <V> Conditions.BoundReader<V> word(Reader<V> version) {
    return cursor ->
        version.read(cursor.take(c -> !Character.isWhitespace(c) && ",|<>=!".indexOf(c) < 0));
  }

  static <V extends Comparable<V>> boolean isWithin(V version, V from, V to) {
    return version.compareTo(from) >= 0 && version.compareTo(to) < 0;
  }
}
