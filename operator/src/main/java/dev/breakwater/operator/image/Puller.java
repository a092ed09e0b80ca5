package dev.breakwater.operator.image;

import java.util.List;

/**
 * On whose behalf an image is pulled.
 *
 * @param secrets that may be read for it, in the order in which to try them; none means anonymously
 */
public record Puller(List<SecretRef> secrets) {

  /** A Secret, by name. */
  public record SecretRef(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /** Copies the list. */
  public Puller {
    secrets = List.copyOf(secrets);
  }
}
