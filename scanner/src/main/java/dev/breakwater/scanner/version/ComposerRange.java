package dev.breakwater.scanner.version;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Constraints of Composer, by {@code VersionParser::parseConstraints} of composer/semver: {@code
 * ^1.2}, {@code ~1.2}, {@code 1.0 - 2.0}, {@code 1.*}, {@code >=1.0 <2.0 || dev-main}. Where
 * nothing says otherwise a bound begins with the development version: {@code >=1.0} holds for
 * {@code 1.0-beta}, {@code <1.0} does not.
 */
final class ComposerRange {
  private static final int NUMBERS = 4;
  private static final String VERSION =
      "v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:\\.(\\d+))?(?:"
          + ComposerVersion.MODIFIER
          + "|\\.([xX*][.-]?dev))(?:\\+[^\\s]+)?";
  private static final Pattern BARS = Pattern.compile("\\s*\\|\\|?\\s*");
  private static final Pattern STABILITY =
      Pattern.compile("(?i)([^,\\s]*?)@(stable|RC|beta|alpha|dev)");
  private static final Pattern COMMIT =
      Pattern.compile("(?i)(dev-[^,\\s@]+?|[^,\\s@]+?\\.x-dev)#.+");
  private static final Pattern ANY = Pattern.compile("(?i)(v)?[xX*](\\.[xX*])*");
  private static final Pattern TILDE = Pattern.compile("(?i)~" + VERSION);
  private static final Pattern CARET = Pattern.compile("(?i)\\^" + VERSION);
  private static final Pattern OPEN =
      Pattern.compile("v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:\\.[xX*])+");
  private static final Pattern HYPHEN =
      Pattern.compile("(?i)(" + VERSION + ") +- +(" + VERSION + ")");
  private static final Pattern COMPARISON = Pattern.compile("(<>|!=|>=?|<=?|==?)?\\s*(.*)");
  private static final Pattern OPERATOR = Pattern.compile("<>|!=|>=?|<=?|==?|[~^]");
  private static final Pattern MODIFIED = Pattern.compile("-" + ComposerVersion.MODIFIER + "$");
  private static final Pattern BRANCH = Pattern.compile("[0-9a-zA-Z-./]+-dev");
  private static final Map<String, Predicate<Order>> ORDERS =
      Map.of(
          ">=", order -> order != Order.BEFORE,
          "<=", order -> order != Order.AFTER,
          ">", order -> order == Order.AFTER,
          "<", order -> order == Order.BEFORE);

  private ComposerRange() {}

  static Predicate<ComposerVersion> parse(String text) throws InvalidVersionException {
    List<Predicate<ComposerVersion>> alternatives = new ArrayList<>();
    for (String alternative : BARS.split(text.strip())) {
      Predicate<ComposerVersion> all = _ -> true;
      for (String constraint : constraints(alternative)) {
        all = all.and(constraint(constraint));
      }
      alternatives.add(all);
    }
    return version -> alternatives.stream().anyMatch(all -> all.test(version));
  }

  /** At blanks and commas, but an operator stays with its version, and a hyphen with its two. */
  private static List<String> constraints(String text) throws InvalidVersionException {
    List<String> constraints = new ArrayList<>();
    String before = "";
    for (String word : text.replace(',', ' ').strip().split("\\s+", -1)) {
      if (word.equals("-") || word.equals("as")) {
        before = constraints.isEmpty() ? word : constraints.removeLast() + " " + word + " ";
      } else if (OPERATOR.matches(word)) {
        before += word;
      } else {
        constraints.add(before + word);
        before = "";
      }
    }
    if (!before.isEmpty()) {
      throw new InvalidVersionException("nothing follows \"" + before.strip() + "\"");
    }
    return constraints;
  }

  private static Predicate<ComposerVersion> constraint(String text) throws InvalidVersionException {
    String constraint = text.contains(" as ") ? text.substring(0, text.indexOf(" as ")) : text;
    String stability = "";
    Matcher flag = STABILITY.matcher(constraint);
    if (flag.matches()) {
      constraint = flag.group(1).isEmpty() ? "*" : flag.group(1);
      stability = flag.group(2).equals("stable") ? "" : flag.group(2);
    }
    Matcher commit = COMMIT.matcher(constraint);
    if (commit.matches()) {
      constraint = commit.group(1);
    }
    Matcher any = ANY.matcher(constraint);
    if (any.matches()) {
      return has(any, 1) || has(any, 2) ? compare(">=", "0.0.0.0-dev") : _ -> true;
    }
    Matcher tilde = TILDE.matcher(constraint);
    if (tilde.matches()) {
      int written = written(tilde, 1) + (has(tilde, 8) ? 1 : 0);
      return within(constraint, tilde, Math.max(1, written - 1));
    }
    Matcher caret = CARET.matcher(constraint);
    if (caret.matches()) {
      return within(constraint, caret, fixedByCaret(caret));
    }
    Matcher open = OPEN.matcher(constraint);
    if (open.matches()) {
      int written = written(open, 1);
      return compare(">=", bumped(open, 1, written, 0) + "-dev")
          .and(compare("<", bumped(open, 1, written, 1) + "-dev"));
    }
    Matcher hyphen = HYPHEN.matcher(constraint);
    return hyphen.matches() ? between(hyphen) : comparison(constraint, stability);
  }

  /** From that version up to the next in which one of the first {@code fixed} numbers changes. */
  private static Predicate<ComposerVersion> within(String constraint, Matcher version, int fixed)
      throws InvalidVersionException {
    boolean isStable = !has(version, 5) && !has(version, 7) && !has(version, 8);
    String least = constraint.substring(1) + (isStable ? "-dev" : "");
    return compare(">=", ComposerVersion.parse(least).normal())
        .and(compare("<", bumped(version, 1, fixed, 1) + "-dev"));
  }

  private static int fixedByCaret(Matcher version) {
    if (!"0".equals(version.group(1)) || !has(version, 2)) {
      return 1;
    }
    return !"0".equals(version.group(2)) || !has(version, 3) ? 2 : 3;
  }

  private static Predicate<ComposerVersion> between(Matcher versions)
      throws InvalidVersionException {
    boolean isStable = !has(versions, 6) && !has(versions, 8) && !has(versions, 9);
    String least = ComposerVersion.parse(versions.group(1)).normal() + (isStable ? "-dev" : "");
    String most = ComposerVersion.parse(versions.group(10)).normal();
    boolean isExact =
        (has(versions, 12) && has(versions, 13))
            || has(versions, 15)
            || has(versions, 17)
            || has(versions, 18);
    return compare(">=", least)
        .and(
            isExact
                ? compare("<=", most)
                : compare("<", bumped(versions, 11, has(versions, 12) ? 2 : 1, 1) + "-dev"));
  }

  private static Predicate<ComposerVersion> comparison(String constraint, String stability)
      throws InvalidVersionException {
    Matcher matcher = COMPARISON.matcher(constraint);
    if (!matcher.matches()) {
      throw new InvalidVersionException("\"" + constraint + "\" is no constraint");
    }
    String operator = has(matcher, 1) ? matcher.group(1) : "=";
    String text = matcher.group(2);
    String version =
        BRANCH.matches(text) && !isVersion(text)
            ? "dev-" + text.substring(0, text.length() - "-dev".length())
            : ComposerVersion.parse(text).normal();
    boolean isEquality = operator.equals("=") || operator.equals("==");
    if (!isEquality && !stability.isEmpty() && isStable(version)) {
      version += "-" + stability;
    } else if ((operator.equals("<") || operator.equals(">="))
        && !MODIFIED.matcher(text.toLowerCase(Locale.ROOT)).find()
        && !text.startsWith("dev-")) {
      version += "-dev";
    }
    return compare(operator, version);
  }

  private static boolean isVersion(String text) {
    try {
      return !ComposerVersion.parse(text).normal().isEmpty();
    } catch (InvalidVersionException _) {
      return false;
    }
  }

  private static boolean isStable(String normal) {
    return normal.indexOf('-') < 0 || normal.contains("-patch");
  }

  /** A branch is only equal or unequal to something. */
  private static Predicate<ComposerVersion> compare(String operator, String normal) {
    ComposerVersion bound = new ComposerVersion(normal);
    return switch (operator) {
      case "=", "==" -> version -> version.compareTo(bound) == 0;
      case "!=", "<>" -> version -> version.compareTo(bound) != 0;
      default ->
          version ->
              !version.isBranch()
                  && !bound.isBranch()
                  && ORDERS
                      .getOrDefault(operator, _ -> false)
                      .test(Order.of(version.compareTo(bound)));
    };
  }

  /** The numbers that begin at group {@code first}, the last one kept raised, zeros after it. */
  private static String bumped(Matcher version, int first, int kept, int by) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      if (i >= kept || !has(version, first + i)) {
        numbers.add(i == kept - 1 ? Integer.toString(by) : "0");
      } else {
        BigInteger number = new BigInteger(version.group(first + i));
        numbers.add(number.add(BigInteger.valueOf(i == kept - 1 ? by : 0)).toString());
      }
    }
    return String.join(".", numbers);
  }

  /** How many numbers are written from group {@code first} on. */
  private static int written(Matcher version, int first) {
    int written = 0;
    while (written < NUMBERS
        && first + written <= version.groupCount()
        && has(version, first + written)) {
      written++;
    }
    return written;
  }

  private static boolean has(Matcher matcher, int group) {
    return matcher.group(group) != null && !matcher.group(group).isEmpty();
  }
}
