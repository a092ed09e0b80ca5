package dev.breakwater.scanner.secret;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.breakwater.image.facts.Severity;
import java.util.List;
import java.util.Optional;

/** One kind of secret: how it is found, and what it is called. */
final class SecretRule {

  /** How the keyword and the pattern belong together. */
  enum Shape {
    /** The pattern begins with the keyword. */
    STARTS,
    /** The pattern is the value that is assigned to something called like the keyword. */
    NAMES,
    /** The pattern stands around the keyword. */
    CONTAINS
  }

  /**
   * How a rule is written.
   *
   * @param id the stable name
   * @param title for a person
   * @param severity how bad a leak is
   * @param shape what the keywords are to the pattern
   * @param keywords the texts without which there is no secret of this kind
   * @param pattern RE2; the group {@code secret} is the value, else the whole
   * @param between what stands between a name and its value, when it is not the usual
   * @param anyCase whether keywords and pattern ignore case
   * @param inside whether it may follow directly on a letter or a digit
   * @param whole whether a letter or a digit that follows makes it something else
   * @param reach how many bytes after the keyword it may span
   * @param entropy the least bits a character must carry, so that a placeholder is none
   * @param files how the paths of the files end that it is looked for in, with a slash in front of
   *     them, in any case; none means all
   */
  record Text(
      String id,
      String title,
      Severity severity,
      Shape shape,
      List<String> keywords,
      String pattern,
      Optional<String> between,
      boolean anyCase,
      boolean inside,
      boolean whole,
      int reach,
      double entropy,
      List<String> files) {}

  /** How far before its keyword a match may begin. */
  static final int BEFORE = 256;

  /**
   * What stands between a name and its value: the rest of the name, an operator, a quote. The
   * operators are those that gitleaks and Trivy accept, JSON inside of a string included.
   */
  private static final String ASSIGNED =
      "[a-z0-9_ .,\\t-]{0,25}[\"'`\\s\\\\]{0,3}"
          + "(?:=>|<=|=|>|:{1,3}=?|\\|\\|:?|\\?=|,)"
          + "(?:[^\\n]{0,5}?[\"'`]|[ \\t=\\\\]{0,5})";

  private final Text text;
  private final int precedence;
  private volatile Optional<Pattern> compiled = Optional.empty();

  SecretRule(Text text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  Text text() {
    return text;
  }

  List<String> keywords() {
    return text.keywords();
  }

  /** The place in the file of rules; the smaller wins. */
  int precedence() {
    return precedence;
  }

  boolean ignoresCase() {
    return text.anyCase() || text.shape() == Shape.NAMES;
  }

  /** Whether it is looked for in files of certain names only. */
  boolean boundToFiles() {
    return !text.files().isEmpty();
  }

  /** For one that is bound to files: whether this is one of them. */
  boolean appliesTo(String path) {
    for (String file : text.files()) {
      int from = path.length() + 1 - file.length();
      if (from >= 0 && ("/" + path).regionMatches(true, from, file, 0, file.length())) {
        return true;
      }
    }
    return false;
  }

  /** Matches in what begins at the keyword, or after it where the keyword is a name. */
  Matcher matcher(Window window) {
    return pattern().matcher(window);
  }

  /** Compiled when first needed: most rules never are, and a command that starts cold would pay. */
  Pattern pattern() {
    Optional<Pattern> known = compiled;
    if (known.isEmpty()) {
      known = Optional.of(Pattern.compile(expression()));
      compiled = known;
    }
    return known.orElseThrow();
  }

  private String expression() {
    String cased = ignoresCase() ? "(?i)" : "";
    // Where a match must begin is in the expression, so that a failure ends at its first character.
    return switch (text.shape()) {
      case STARTS -> cased + "\\A(?:" + text.pattern() + ")";
      case NAMES ->
          cased + "\\A" + text.between().orElse(ASSIGNED) + "(?P<secret>" + text.pattern() + ")";
      case CONTAINS -> cased + text.pattern();
    };
  }

  boolean hasSecretGroup() {
    return pattern().namedGroups().containsKey("secret");
  }

  @Override
  public String toString() {
    return text.id();
  }
}
