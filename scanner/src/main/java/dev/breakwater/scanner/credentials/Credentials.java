package dev.breakwater.scanner.credentials;

import dev.breakwater.scanner.source.PullException;
import java.util.ArrayList;
import java.util.List;

/** Where credentials are looked up, just before a pull. */
@FunctionalInterface
public interface Credentials {
  /** Everything is pulled anonymously. */
  Credentials NONE = name -> List.of();

  /**
   * The credentials to try for an image, in their order; none means anonymously.
   *
   * @param name registry and repository, such as {@code docker.io/library/nginx}
   * @throws PullException when a program that gives credentials fails
   */
  List<Credential> find(String name) throws PullException;

  /** These, then the others; that one of both fails matters only when the other has nothing. */
  default Credentials then(Credentials others) {
    return name -> {
      List<Credential> all = new ArrayList<>();
      List<PullException> failed = new ArrayList<>();
      for (Credentials each : List.of(this, others)) {
        try {
          all.addAll(each.find(name));
        } catch (PullException e) {
          failed.add(e);
        }
      }
      if (all.isEmpty() && !failed.isEmpty()) {
        throw failed.getFirst();
      }
      return List.copyOf(all);
    };
  }
}
