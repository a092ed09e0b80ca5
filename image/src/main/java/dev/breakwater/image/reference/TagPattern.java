package dev.breakwater.image.reference;

import static dev.breakwater.image.reference.Quoted.quote;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;

/**
 * Selects images by tag: {@code latest}, {@code *-rc*}. A {@code *} stands for any characters,
 * {@code ?} for one.
 */
public final class TagPattern {
  /**
   * The texts that are legal, in the common syntax of Java and RE2 (which the API server uses), to
   * be matched as a whole; at most {@link ImagePattern#MAX_LENGTH} characters.
   */
  public static final String LEGAL = "^[A-Za-z0-9._*?-]+$";

  private final String text;
  private final Glob glob;

  private TagPattern(String text) {
    this.text = text;
    this.glob = Glob.of(text);
  }

  /** Reads a pattern. Anything not {@link #LEGAL} is {@link Invalid}; nothing is thrown. */
  public static Parsed<TagPattern> parse(String text) {
    if (text.isEmpty()) {
      return new Invalid<>("tag pattern is empty; write a tag such as latest, or *-rc*");
    }
    if (text.length() > ImagePattern.MAX_LENGTH) {
      return new Invalid<>(PatternProblems.tooLong("tag pattern", text));
    }
    int name = Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1;
    if (name > 0) {
      return new Invalid<>(
          "tag pattern "
              + quote(text)
              + " holds more than a tag; write only the tag"
              + (isLegal(text.substring(name)) ? ": " + text.substring(name) : ""));
    }
    return isLegal(text)
        ? new Valid<>(new TagPattern(text))
        : new Invalid<>(
            "tag pattern "
                + quote(text)
                + " has a character that no tag has; use letters, digits, '.', '_', '-', and the"
                + " wildcards '*' and '?'");
  }

  /** Whether all characters may stand in a pattern for tags. */
  static boolean isLegal(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> Grammar.isTagCharacter(c) || c == '*' || c == '?');
  }

  /**
   * Whether the tag that a runtime would pull matches; a reference without a tag counts as {@code
   * latest}, and one with only a digest has no tag, so that not even {@code *} matches it.
   */
  public boolean matches(ImageReference reference) {
    return reference.effectiveTag().filter(glob::matches).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return text;
  }
}
