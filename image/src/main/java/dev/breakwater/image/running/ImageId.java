package dev.breakwater.image.running;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Digest.Algorithm;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * What {@code status.containerStatuses[].imageID} of a pod says about the image that runs.
 *
 * <p>Its form is up to the container runtime: containerd and CRI-O write a repository digest, or
 * the image id where the image never came from a registry; cri-dockerd puts {@code
 * docker-pullable://} or {@code docker://} in front.
 */
public sealed interface ImageId {

  /**
   * A manifest or index in a repository, so that it can be fetched and compared.
   *
   * @param reference has a digest
   */
  record RepositoryDigest(ImageReference reference) implements ImageId {

    /**
     * @throws IllegalArgumentException when {@code reference} has no digest
     */
    public RepositoryDigest {
      if (reference.digest().isEmpty()) {
        throw new IllegalArgumentException(reference + " has no digest; append @sha256:...");
      }
    }

    /** The digest of the manifest or index. */
    public Digest digest() {
      return reference.digest().orElseThrow();
    }
  }

  /**
   * The image's configuration on the node. Not the digest of a manifest: no registry serves it.
   *
   * @param digest of the configuration
   */
  record ConfigDigest(Digest digest) implements ImageId {}

  /**
   * Nothing is known: the container has not started, or the text has another form.
   *
   * @param text as the pod has it, possibly empty
   */
  record Unknown(String text) implements ImageId {}

  /** Reads {@code imageID}. Nothing is thrown: what is not understood is {@link Unknown}. */
  static ImageId parse(String text) {
    String id = withoutScheme(text);
    return configDigest(id)
        .<ImageId>map(ConfigDigest::new)
        .or(() -> repositoryDigest(id).map(RepositoryDigest::new))
        .orElseGet(() -> new Unknown(text));
  }

  private static String withoutScheme(String text) {
    for (String scheme : List.of("docker-pullable://", "docker://")) {
      if (text.startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    return text;
  }

  private static Optional<Digest> configDigest(String id) {
    // CRI-O leaves out the algorithm
    return valid(Digest.parse(id)).or(() -> valid(Digest.parse(Algorithm.SHA256 + ":" + id)));
  }

  private static Optional<ImageReference> repositoryDigest(String id) {
    return valid(ImageReference.parse(id)).filter(reference -> reference.digest().isPresent());
  }

  private static <T> Optional<T> valid(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> Optional.of(value);
      case Parsed.Invalid<T> invalid -> Optional.empty();
    };
  }
}
