package dev.breakwater.image.reference;

import static dev.breakwater.image.reference.Quoted.quote;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From what a person wrote to an {@link ImageReference}, or to what is wrong with it. */
final class ReferenceParser {
  /** The former name of Docker Hub, still accepted. */
  static final String LEGACY_DOCKER_HUB = "index.docker.io";

  private final String text;

  private ReferenceParser(String text) {
    this.text = text;
  }

  static Parsed<ImageReference> parse(String text) {
    return new ReferenceParser(text).parse();
  }

  private Parsed<ImageReference> parse() {
    if (text.isEmpty()) {
      return new Invalid<>("it is empty; write a name such as registry.example.com/team/app:1.2");
    }
    if (Grammar.isIdentifier(text)) {
      return invalid("is the id of an image, not a name", "write NAME@sha256:" + text);
    }
    if (!text.equals(text.strip())) {
      return invalid("has white space around it", "remove it");
    }
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      return invalid("begins with a scheme", "remove " + quote(text.substring(0, scheme + 3)));
    }
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    if (!Grammar.looksLikeRegistry(first)) {
      return onDockerHub(text);
    }
    String rest = text.substring(slash + 1);
    if (first.equals(ImageReference.DOCKER_HUB) || first.equals(LEGACY_DOCKER_HUB)) {
      return onDockerHub(rest);
    }
    if (Grammar.isRegistry(first)) {
      return at(first, rest);
    }
    return Grammar.isPathComponent(first) ? at("", text) : notARegistry(first);
  }

  private Parsed<ImageReference> onDockerHub(String remainder) {
    boolean single = remainder.indexOf('/') < 0;
    return at(ImageReference.DOCKER_HUB, single ? ImageReference.OFFICIAL + remainder : remainder);
  }

  /** Takes {@code repository[:tag][@digest]} apart. */
  private Parsed<ImageReference> at(String registry, String remainder) {
    int at = remainder.indexOf('@');
    String tagged = at < 0 ? remainder : remainder.substring(0, at);
    int colon = tagged.indexOf(':');
    String repository = colon < 0 ? tagged : tagged.substring(0, colon);
    Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(tagged.substring(colon + 1));

    if (!Grammar.isRepository(repository)) {
      return notARepository(repository);
    }
    if (repository.length() > Grammar.MAX_REPOSITORY) {
      return invalid(
          "has a repository of " + repository.length() + " characters",
          "shorten it to " + Grammar.MAX_REPOSITORY);
    }
    if (tag.isPresent() && !Grammar.isTag(tag.get())) {
      return notATag(tag.get());
    }
    if (at < 0) {
      return new Valid<>(new ImageReference(registry, repository, tag, Optional.empty()));
    }
    return switch (Digest.parse(remainder.substring(at + 1))) {
      case Valid<Digest>(Digest digest) ->
          new Valid<>(new ImageReference(registry, repository, tag, Optional.of(digest)));
      case Invalid<Digest>(String reason) -> new Invalid<>(quote(text) + ": " + reason);
    };
  }

  private Parsed<ImageReference> notARegistry(String registry) {
    return invalid(
        "has the registry " + quote(registry) + ", which is no host",
        "write a host name with an optional port, such as registry.example.com:5000");
  }

  private Parsed<ImageReference> notARepository(String repository) {
    String lower = repository.toLowerCase(Locale.ROOT);
    if (Grammar.isRepository(lower)) {
      return invalid(
          "has capitals in the repository, which must be lower case", "write " + quote(lower));
    }
    String part =
        Arrays.stream(repository.split("/", -1))
            .filter(component -> !Grammar.isPathComponent(component))
            .findFirst()
            .orElse(repository);
    return part.isEmpty()
        ? invalid("has an empty part in its path", "write a name on both sides of each slash")
        : invalid(
            "has the part " + quote(part) + " in its path",
            "use a-z and 0-9, between them single '.', '_' or '__', or '-'");
  }

  private Parsed<ImageReference> notATag(String tag) {
    if (tag.isEmpty()) {
      return invalid("has a colon without a tag", "write the tag after it, or remove the colon");
    }
    if (tag.length() > Grammar.MAX_TAG) {
      return invalid(
          "has a tag of " + tag.length() + " characters", "shorten it to " + Grammar.MAX_TAG);
    }
    return invalid(
        "has the tag " + quote(tag),
        "use letters, digits, '_', '.' and '-', and begin with a letter, a digit or '_'");
  }

  private Parsed<ImageReference> invalid(String problem, String remedy) {
    return new Invalid<>(quote(text) + " " + problem + "; " + remedy);
  }
}
