package dev.breakwater.image.reference;

import java.util.Optional;

/**
 * The name of an image, normalised as a container runtime would: {@code nginx} is {@code
 * docker.io/library/nginx}.
 *
 * <p>Accepts and refuses exactly what {@code ParseNormalizedNamed} of {@code
 * github.com/distribution/reference} v0.6.0 does, which the kubelet uses.
 *
 * @param registry the host and port, such as {@code docker.io} or {@code localhost:5000}. Empty for
 *     the odd name whose first component has both a dot and an underscore ({@code
 *     foo.bar_baz/app}): that is neither a host nor on Docker Hub, yet the Go library accepts it
 * @param repository the path at the registry, such as {@code library/nginx}
 * @param tag the tag as written, without the default
 * @param digest the digest as written; where there is one, a runtime ignores the tag
 */
public record ImageReference(
    String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
  static final String DOCKER_HUB = "docker.io";
  static final String OFFICIAL = "library/";
  private static final String DEFAULT_TAG = "latest";

  /**
   * @throws IllegalArgumentException when a part is not legal, or not what {@link #parse} makes of
   *     it
   */
  public ImageReference {
    boolean legal =
        (registry.isEmpty() || Grammar.isRegistry(registry))
            && Grammar.isRepository(repository)
            && repository.length() <= Grammar.MAX_REPOSITORY
            && tag.map(Grammar::isTag).orElse(true)
            && isNormal(registry, repository);
    if (!legal) {
      throw new IllegalArgumentException(
          Quoted.quote(name(registry, repository) + tag.map(t -> ":" + t).orElse(""))
              + " is not a normalised reference; use ImageReference.parse");
    }
  }

  private static boolean isNormal(String registry, String repository) {
    return switch (registry) {
      case "" -> {
        String first = repository.substring(0, Math.max(0, repository.indexOf('/')));
        yield Grammar.looksLikeRegistry(first) && !Grammar.isRegistry(first);
      }
      case DOCKER_HUB -> repository.indexOf('/') >= 0;
      case ReferenceParser.LEGACY_DOCKER_HUB -> false;
      default -> Grammar.looksLikeRegistry(registry);
    };
  }

  /**
   * Reads an image as a pod names it. Anything else is {@link Parsed.Invalid}; nothing is thrown.
   */
  public static Parsed<ImageReference> parse(String text) {
    return ReferenceParser.parse(text);
  }

  /** Registry and repository, such as {@code docker.io/library/nginx}: what patterns match. */
  public String name() {
    return name(registry, repository);
  }

  /**
   * The tag that a runtime pulls: {@code latest} where neither tag nor digest is written, none
   * where only a digest is.
   */
  public Optional<String> effectiveTag() {
    return tag.isEmpty() && digest.isEmpty() ? Optional.of(DEFAULT_TAG) : tag;
  }

  /** The whole reference with the registry, such as {@code docker.io/library/nginx:1.27}. */
  public String canonical() {
    return name() + suffix();
  }

  /**
   * The shortest form that means the same, such as {@code nginx:1.27}; for people to read. It keeps
   * {@code docker.io/} where the Go library's {@code FamiliarString} would name another registry.
   */
  public String familiar() {
    if (!registry.equals(DOCKER_HUB)) {
      return canonical();
    }
    // Docker Hub's official images are library/NAME; a deeper path keeps its library/
    boolean official =
        repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0;
    String name = official ? repository.substring(OFFICIAL.length()) : repository;
    boolean otherRegistry =
        !official && Grammar.looksLikeRegistry(repository.substring(0, repository.indexOf('/')));
    String familiar = name + suffix();
    return otherRegistry || Grammar.isIdentifier(familiar) ? canonical() : familiar;
  }

  /** The same as {@link #canonical()}. */
  @Override
  public String toString() {
    return canonical();
  }

  private String suffix() {
    return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }

  private static String name(String registry, String repository) {
    return registry.isEmpty() ? repository : registry + "/" + repository;
  }
}
