package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A repository at one host: the registry itself, or a mirror.
 *
 * @param base ends with a slash behind the repository
 * @param name what credentials are looked up for
 * @param repository as its tokens name it
 * @param mirrored the registry that this is a mirror of; empty when it is the registry itself
 */
record Endpoint(URI base, String name, String repository, String mirrored) {
  /** Docker Hub is served under another name than the one that images carry. */
  private static final String DOCKER_HUB = "docker.io";

  private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

  static Endpoint registry(String registry, String repository, boolean insecure)
      throws PullException {
    String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : registry;
    return new Endpoint(
        base(host, repository, insecure), registry + "/" + repository, repository, "");
  }

  static Endpoint mirror(
      RegistryOptions.Mirror mirror, String registry, String repository, boolean insecure)
      throws PullException {
    String path = mirror.prefix().isEmpty() ? repository : mirror.prefix() + "/" + repository;
    return new Endpoint(
        base(mirror.host(), path, insecure), mirror.host() + "/" + path, path, registry);
  }

  private static URI base(String host, String repository, boolean insecure) throws PullException {
    try {
      URI base =
          URI.create((insecure ? "http" : "https") + "://" + host + "/v2/" + repository + "/");
      if (base.getHost() != null) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new PullException(
        PullFailure.UNREACHABLE, "'" + host + "/" + repository + "' names no registry");
  }

  Origin origin() {
    return Origin.of(base);
  }

  boolean isMirror() {
    return !mirrored.isEmpty();
  }

  /**
   * {@code path} below the repository; a mirror is told whose content is meant, as containerd does.
   */
  URI uri(String path) {
    String question = path.contains("?") ? "&ns=" : "?ns=";
    String namespace = URLEncoder.encode(mirrored, StandardCharsets.UTF_8);
    return base.resolve(path + (isMirror() ? question + namespace : ""));
  }
}
