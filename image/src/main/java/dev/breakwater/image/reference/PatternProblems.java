package dev.breakwater.image.reference;

import static dev.breakwater.image.reference.Quoted.quote;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Why a text is no {@link ImagePattern}: the sentences behind {@link ImagePattern#LEGAL}.
 *
 * @param text the whole text
 * @param name the part for registry and repository
 * @param tag the part after the colon
 * @param digest the part after the at sign
 */
record PatternProblems(String text, String name, Optional<String> tag, Optional<String> digest) {

  static String tooLong(String what, String text) {
    return what
        + " "
        + quote(text)
        + " is too long; shorten it to "
        + ImagePattern.MAX_LENGTH
        + " characters, with wildcards";
  }

  /** The first problem with its remedy; empty when the pattern is legal. */
  Optional<String> first() {
    if (text.isEmpty()) {
      return Optional.of("pattern is empty; write ** for every image");
    }
    if (text.length() > ImagePattern.MAX_LENGTH) {
      return Optional.of(tooLong("pattern", text));
    }
    return character().or(this::suffix).or(this::shortName).or(this::path);
  }

  private Optional<String> character() {
    if (holdsOnly(text, c -> Grammar.isTagCharacter(c) || "/:@*?".indexOf(c) >= 0)) {
      return Optional.empty();
    }
    return text.indexOf('[') >= 0
        ? problem("has brackets", "write a ? in the place of each bracket of an IPv6 address")
        : problem(
            "has a character that no image name has",
            "use letters, digits, '.', '_', '-', '/', ':', '@' and the wildcards '*', '**', '?'");
  }

  private Optional<String> suffix() {
    if (tag.filter(t -> !TagPattern.isLegal(t)).isPresent()) {
      return problem("has a colon without a tag", "write " + name + ", or a tag after the colon");
    }
    if (digest.filter(String::isEmpty).isPresent()) {
      return problem("has an '@' without a digest", "write sha256:* after it, or remove it");
    }
    boolean legalDigest =
        digest
            .map(d -> holdsOnly(d, c -> Grammar.isPathAlphanumeric(c) || ":*?".indexOf(c) >= 0))
            .orElse(true);
    return legalDigest
        ? Optional.empty()
        : problem("has a digest with other than a-z and 0-9", "write it as sha256:... or sha256:*");
  }

  private Optional<String> shortName() {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return slashless();
    }
    String first = name.substring(0, slash);
    if (Grammar.looksLikeRegistry(first) || hasWildcard(first)) {
      return Optional.empty();
    }
    return first.isEmpty()
        ? problem("begins with a slash", "write **" + text)
        : problem("names no registry", "write " + ImageReference.DOCKER_HUB + "/" + text);
  }

  private Optional<String> slashless() {
    if (name.contains("**") && name.indexOf(':') < 0) {
      return Optional.empty();
    }
    if (name.equals("*")) {
      return problem("matches no image, as a name always has a slash", "write *" + text);
    }
    if (name.indexOf(':') >= 0) {
      return problem("has two colons after the last slash", "write REGISTRY/REPOSITORY:TAG");
    }
    if (name.isEmpty()) {
      return problem("names no repository", "write **" + text);
    }
    if (Grammar.looksLikeRegistry(name)) {
      boolean port = tag.filter(t -> holdsOnly(t, Grammar::isDigit)).isPresent();
      return problem("names a registry and no repository", "write " + (port ? text : name) + "/**");
    }
    return hasWildcard(name)
        ? problem("names no registry", "write **/" + text)
        : problem(
            "names no registry",
            "write " + ImageReference.DOCKER_HUB + "/" + ImageReference.OFFICIAL + text);
  }

  private Optional<String> path() {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String path = name.substring(slash + 1);
    if (name.endsWith("/")) {
      return problem("ends with a slash", "write " + name + "** for all that is below");
    }
    if (name.contains("//")) {
      return problem("has an empty part", "write one slash");
    }
    if (path.indexOf(':') >= 0) {
      return problem("has a colon that begins neither a port nor a tag", "remove it");
    }
    return Grammar.hasUpperCase(path)
        ? problem(
            "has capitals in the repository, which is always lower case",
            "write " + quote(path.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private Optional<String> problem(String problem, String remedy) {
    return Optional.of("pattern " + quote(text) + " " + problem + "; " + remedy);
  }

  private static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  private static boolean holdsOnly(String text, IntPredicate legal) {
    return text.chars().allMatch(legal);
  }
}
