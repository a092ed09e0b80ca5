package dev.breakwater.scanner.credentials;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The credentials of some {@code imagePullSecrets}, matched as the kubelet does ({@code
 * pkg/credentialprovider/keyring.go}): each label of the host may be a glob, the port must be the
 * same, the path is a prefix, and of all that match the most specific, which is the last in the
 * order of their text, goes first. An entry for {@code index.docker.io} counts for Docker Hub when
 * nothing else matches.
 */
public final class Keyring implements Credentials {
  private static final String DOCKER_HUB = "index.docker.io";

  private final Map<Location, List<Credential>> index;

  private Keyring(Map<Location, List<Credential>> index) {
    this.index = index;
  }

  /** The credentials of the Secrets in the order in which the pod names them. */
  public static Keyring of(List<DockerConfig> configs) {
    Map<Location, List<Credential>> index =
        new TreeMap<>(Comparator.comparing(Location::key).reversed());
    for (DockerConfig config : configs) {
      config
          .auths()
          .forEach(
              (location, credential) ->
                  Location.of(location)
                      .ifPresent(
                          key ->
                              index.computeIfAbsent(key, k -> new ArrayList<>()).add(credential)));
    }
    return new Keyring(index);
  }

  @Override
  public List<Credential> find(String name) {
    List<Credential> found = new ArrayList<>();
    Location image = Location.ofImage(name);
    index.forEach(
        (location, credentials) -> {
          if (location.matches(image)) {
            found.addAll(credentials);
          }
        });
    if (found.isEmpty() && isOnDockerHub(image)) {
      index.forEach(
          (location, credentials) -> {
            if (location.key().equals(DOCKER_HUB)) {
              found.addAll(credentials);
            }
          });
    }
    return List.copyOf(found);
  }

  private static boolean isOnDockerHub(Location image) {
    return image.host().equals("docker.io") || image.host().equals(DOCKER_HUB);
  }

  /** For how many places, without any secret. */
  @Override
  public String toString() {
    return "Keyring of " + index.size();
  }
}
