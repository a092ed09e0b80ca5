package dev.breakwater.cli.scan;

import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.running.ImageId;
import java.util.Optional;

/**
 * What has to be pulled to know what a container runs.
 *
 * @param reference where to pull
 * @param otherwise where the runtime says that it came from: asked when it is not at {@code
 *     reference}
 * @param configuration the digest that the configuration must have, where that is all that the
 *     runtime tells
 * @param platform of the node
 */
record PulledImage(
    ImageReference reference,
    Optional<ImageReference> otherwise,
    Optional<Digest> configuration,
    Platform platform) {

  /**
   * The repository of the pod's spec has the content that the node runs; the one that the runtime
   * names may be a mirror, or hold the same content under another name.
   *
   * @param usual the platform of a node that is not known
   */
  static Parsed<PulledImage> of(RunningImage image, Platform usual) {
    Platform platform = image.platform().orElse(usual);
    return switch (ImageReference.parse(image.image())) {
      case Parsed.Invalid<ImageReference>(String reason) -> new Parsed.Invalid<>(reason);
      case Parsed.Valid<ImageReference>(ImageReference named) ->
          new Parsed.Valid<>(
              switch (ImageId.parse(image.imageId())) {
                case ImageId.RepositoryDigest runs ->
                    new PulledImage(
                        new ImageReference(
                            named.registry(),
                            named.repository(),
                            Optional.empty(),
                            Optional.of(runs.digest())),
                        Optional.of(runs.reference())
                            .filter(other -> !other.name().equals(named.name())),
                        Optional.empty(),
                        platform);
                case ImageId.ConfigDigest runs ->
                    new PulledImage(named, Optional.empty(), Optional.of(runs.digest()), platform);
                case ImageId.Unknown _ ->
                    new PulledImage(named, Optional.empty(), Optional.empty(), platform);
              });
    };
  }
}
