package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.reference.Digest;
import java.util.List;
import java.util.Optional;

/**
 * One image for one platform: what its manifest and its configuration say.
 *
 * @param digest of the platform's manifest; of the configuration in an archive of {@code docker
 *     save} that holds no manifest
 * @param indexDigest of the index that led to it, when there was one
 * @param platform as its configuration says, normalised as containerd does
 * @param configuration how it wants to be run
 * @param configurationJson the configuration as text, for those who search in it
 * @param layers from the bottom up
 * @param problems where manifest and configuration contradict each other
 */
public record Image(
    Digest digest,
    Optional<Digest> indexDigest,
    Platform platform,
    ImageConfiguration configuration,
    String configurationJson,
    List<Layer> layers,
    List<Problem> problems) {

  /**
   * One layer.
   *
   * @param blob what to {@link ImageSource.Layered#open open}; its media type is a claim, the
   *     compression is known by the first bytes
   * @param diffId the digest of the uncompressed archive, as the configuration claims; absent when
   *     the configuration names another number of layers
   */
  public record Layer(Descriptor blob, Optional<Digest> diffId) {}

  /** Copies the lists. */
  public Image {
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
  }
}
