package dev.breakwater.scanner.version;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A version of Composer, in the one spelling to which composer/semver brings all ({@code
 * VersionParser::normalize}): {@code 1.2.0.0-beta1}, or {@code dev-} and the name of a branch. The
 * order is PHP's {@code version_compare}; branches come before all numbers, by their names.
 */
record ComposerVersion(String normal) implements Comparable<ComposerVersion> {
  /** What may follow the numbers: three groups, word, number and dev. */
  static final String MODIFIER =
      "[._-]?(?:(stable|beta|b|RC|alpha|a|patch|pl|p)((?:[.-]?\\d+)*)?)?([.-]?dev)?";

  private static final Pattern ALIAS = Pattern.compile("([^,\\s]+) +as +([^,\\s]+)");
  private static final Pattern STABILITY = Pattern.compile("(?i)@(?:stable|RC|beta|alpha|dev)$");
  private static final Pattern BUILD = Pattern.compile("([^,\\s+]+)\\+[^\\s]+");
  private static final Pattern CLASSIC =
      Pattern.compile("(?i)v?(\\d{1,5})(\\.\\d+)?(\\.\\d+)?(\\.\\d+)?" + MODIFIER);
  private static final Pattern DATE =
      Pattern.compile("(?i)v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})" + MODIFIER);
  private static final Pattern BRANCH =
      Pattern.compile("(?i)v?(\\d+)(\\.(?:\\d+|[x*]))?(\\.(?:\\d+|[x*]))?(\\.(?:\\d+|[x*]))?");
  private static final Pattern DEV_AT_END = Pattern.compile("(?i)[.-]?dev$");

  /** PHP's words, each with its rank; a number ranks as {@code #}. */
  private static final List<String> WORDS =
      List.of("dev", "alpha", "a", "beta", "b", "RC", "rc", "#", "pl", "p");

  private static final List<Integer> RANKS = List.of(0, 1, 1, 2, 2, 3, 3, 4, 5, 5);

  static ComposerVersion parse(String text) throws InvalidVersionException {
    String version = text.strip();
    Matcher alias = ALIAS.matcher(version);
    if (alias.matches()) {
      version = alias.group(1);
    }
    version = STABILITY.matcher(version).replaceFirst("");
    if (List.of("master", "trunk", "default").contains(version)) {
      return new ComposerVersion("dev-" + version);
    }
    if (version.regionMatches(true, 0, "dev-", 0, 4)) {
      return new ComposerVersion("dev-" + version.substring(4));
    }
    Matcher build = BUILD.matcher(version);
    if (build.matches()) {
      version = build.group(1);
    }
    Matcher classic = CLASSIC.matcher(version);
    if (classic.matches()) {
      return new ComposerVersion(
          classic.group(1)
              + part(classic, 2)
              + part(classic, 3)
              + part(classic, 4)
              + modifier(classic, 5));
    }
    Matcher date = DATE.matcher(version);
    if (date.matches()) {
      return new ComposerVersion(
          date.group(1).replace(':', '.').replace('-', '.') + modifier(date, 2));
    }
    return numericBranch(version);
  }

  /** {@code 1.x-dev}: what is to come of a branch that is named by a number. */
  private static ComposerVersion numericBranch(String version) throws InvalidVersionException {
    Matcher end = DEV_AT_END.matcher(version);
    if (end.find()) {
      Matcher branch = BRANCH.matcher(version.substring(0, end.start()).strip());
      if (branch.matches()) {
        StringBuilder normal = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
          String part = branch.group(i) == null ? ".x" : branch.group(i);
          normal.append(part.replace('*', 'x').replace('X', 'x').replace("x", "9999999"));
        }
        return new ComposerVersion(normal + "-dev");
      }
    }
    throw new InvalidVersionException("it is neither a version nor dev- and a branch");
  }

  private static String part(Matcher matcher, int group) {
    return matcher.group(group) == null ? ".0" : matcher.group(group);
  }

  private static String modifier(Matcher matcher, int group) {
    String word = matcher.group(group) == null ? "" : matcher.group(group).toLowerCase(Locale.ROOT);
    if (word.equals("stable")) {
      return "";
    }
    StringBuilder modifier = new StringBuilder();
    if (!word.isEmpty()) {
      String number = matcher.group(group + 1) == null ? "" : matcher.group(group + 1);
      modifier.append('-').append(stability(word)).append(withoutFirstSeparators(number));
    }
    if (matcher.group(group + 2) != null) {
      modifier.append("-dev");
    }
    return modifier.toString();
  }

  private static String stability(String word) {
    return switch (word) {
      case "a" -> "alpha";
      case "b" -> "beta";
      case "p", "pl" -> "patch";
      case "rc" -> "RC";
      default -> word;
    };
  }

  private static String withoutFirstSeparators(String number) {
    Cursor cursor = new Cursor(number);
    cursor.take(c -> c == '.' || c == '-');
    return number.substring(cursor.position());
  }

  boolean isBranch() {
    return normal.startsWith("dev-");
  }

  @Override
  public int compareTo(ComposerVersion other) {
    if (isBranch() || other.isBranch()) {
      return isBranch() && other.isBranch()
          ? normal.compareTo(other.normal)
          : Boolean.compare(other.isBranch(), isBranch());
    }
    return compare(parts(normal), parts(other.normal));
  }

  /** {@code version_compare} (PHP's ext/standard/versioning.c). */
  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int compared = compare(a.get(i), b.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    if (a.size() > b.size()) {
      return end(a.get(b.size()));
    }
    return a.size() < b.size() ? -end(b.get(a.size())) : 0;
  }

  /** How a version that goes on with {@code part} stands to one that ends before it. */
  private static int end(String part) {
    return Digits.isNumber(part) ? 1 : Integer.compare(rank(part), rank("#"));
  }

  private static int compare(String a, String b) {
    if (Digits.isNumber(a) && Digits.isNumber(b)) {
      return Digits.compare(a, b);
    }
    return Integer.compare(rank(Digits.isNumber(a) ? "#" : a), rank(Digits.isNumber(b) ? "#" : b));
  }

  private static int rank(String word) {
    for (int i = 0; i < WORDS.size(); i++) {
      if (word.startsWith(WORDS.get(i))) {
        return RANKS.get(i);
      }
    }
    return -1;
  }

  /** Numbers and words, apart. */
  private static List<String> parts(String normal) {
    List<String> parts = new ArrayList<>();
    Cursor cursor = new Cursor(normal);
    while (!cursor.atEnd()) {
      String digits = cursor.digits();
      if (!digits.isEmpty()) {
        parts.add(digits);
      }
      String word = cursor.take(c -> Digits.isLetter((char) c));
      if (!word.isEmpty()) {
        parts.add(word);
      }
      cursor.take(c -> c == '.' || c == '-');
    }
    return parts;
  }
}
