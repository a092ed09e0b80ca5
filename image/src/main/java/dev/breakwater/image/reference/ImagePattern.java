package dev.breakwater.image.reference;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;
import java.util.Optional;

/**
 * Selects images, such as {@code registry.example.com/**} or {@code
 * docker.io/library/debian:*-slim}.
 *
 * <p>The part before a tag or digest is compared with {@link ImageReference#name()}, always as a
 * whole. {@code *} stands for any characters but a slash, {@code **} for any characters, {@code ?}
 * for one character but a slash. A {@code :} after the last slash begins a pattern for {@link
 * ImageReference#effectiveTag()}, an {@code @} one for the digest; an image without that part does
 * not match.
 *
 * <p>A legal pattern holds no character that is special in a regular expression except the dot and
 * the wildcards. So an admission policy may translate the name part with four replacements ({@code
 * . -> [.]}, {@code ? -> [^/]}, {@code ** -> .*}, {@code * -> [^/]*}), and both agree.
 */
public final class ImagePattern {
  /** The greatest number of characters; with more the cost limit of an admission policy is near. */
  public static final int MAX_LENGTH = 256;

  /**
   * The texts that are legal, in the common syntax of Java and RE2 (which the API server uses), to
   * be matched as a whole; at most {@link #MAX_LENGTH} characters. The name begins with a registry,
   * with a wildcard that may stand for one, or has a {@code **}.
   */
  public static final String LEGAL =
      "^(?:(?:localhost|[a-z0-9_-]*[A-Z.:*?][A-Za-z0-9._:*?-]*)(?:/[a-z0-9._*?-]+)+"
          + "|[A-Za-z0-9._?*-]*\\*\\*[A-Za-z0-9._?*-]*)"
          + "(?::[A-Za-z0-9._*?-]+)?(?:@[a-z0-9:*?]+)?$";

  private final String text;
  private final Glob name;
  private final Optional<Glob> tag;
  private final Optional<Glob> digest;

  private ImagePattern(String text, String name, Optional<String> tag, Optional<String> digest) {
    this.text = text;
    this.name = Glob.of(name);
    this.tag = tag.map(Glob::of);
    this.digest = digest.map(Glob::of);
  }

  /** Reads a pattern. Anything not {@link #LEGAL} is {@link Invalid}; nothing is thrown. */
  public static Parsed<ImagePattern> parse(String text) {
    int at = text.indexOf('@');
    String tagged = at < 0 ? text : text.substring(0, at);
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    int colon = tagged.lastIndexOf(':');
    boolean hasTag = colon > tagged.lastIndexOf('/');
    String name = hasTag ? tagged.substring(0, colon) : tagged;
    Optional<String> tag = hasTag ? Optional.of(tagged.substring(colon + 1)) : Optional.empty();
    return new PatternProblems(text, name, tag, digest)
        .first()
        .<Parsed<ImagePattern>>map(Invalid::new)
        .orElseGet(() -> new Valid<>(new ImagePattern(text, name, tag, digest)));
  }

  /** Whether the pattern selects the image. */
  public boolean matches(ImageReference reference) {
    return name.matches(reference.name())
        && tag.map(glob -> reference.effectiveTag().filter(glob::matches).isPresent()).orElse(true)
        && digest
            .map(glob -> reference.digest().filter(d -> glob.matches(d.toString())).isPresent())
            .orElse(true);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePattern pattern && text.equals(pattern.text);
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
