package dev.breakwater.scanner.merge;

import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.BaseImage.Evidence;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.reference.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images whose manifests were read, so that others can be seen to stand on them. A prefix of layers
 * is proof; what a label or the history of an image says is only a hint.
 */
public final class KnownBases {
  /**
   * The annotations of the <a
   * href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI image
   * specification</a>, which builders write as labels too.
   */
  private static final String NAME_LABEL = "org.opencontainers.image.base.name";

  /** How the official Debian images say what they are: {@code ... 'bookworm' '@1700000000'}. */
  private static final String DEBIAN_STEP = "# debian.sh --arch ";

  private final List<Base> bases;

  /**
   * An image whose manifest was read.
   *
   * @param name by which it was found, such as {@code docker.io/library/debian:12-slim}; it may
   *     have named others before, and names others on other platforms
   * @param layers its blobs from the bottom up
   */
  public record Base(String name, List<Digest> layers) {
    /** Copies the list. */
    public Base {
      layers = List.copyOf(layers);
    }
  }

  /**
   * Knows some images.
   *
   * @param bases of two with the same layers the first is meant
   */
  public KnownBases(List<Base> bases) {
    this.bases = List.copyOf(bases);
  }

  /**
   * Knows some images.
   *
   * @param layersByName the blobs of each image's layers from the bottom up, as its own manifest
   *     says; of two images with the same layers the first is meant
   */
  public KnownBases(Map<String, List<Digest>> layersByName) {
    this(
        layersByName.entrySet().stream()
            .map(known -> new Base(known.getKey(), known.getValue()))
            .toList());
  }

  /**
   * What an image was built on: the known image with the most layers in common, else what the image
   * claims.
   *
   * @param layers of the image, from the bottom up
   */
  public Optional<BaseImage> baseOf(List<Digest> layers, ImageConfiguration configuration) {
    Optional<String> best = Optional.empty();
    int most = 0;
    for (Base known : bases) {
      List<Digest> base = known.layers();
      boolean below = base.size() < layers.size() && layers.subList(0, base.size()).equals(base);
      if (below && base.size() > most) {
        best = Optional.of(known.name());
        most = base.size();
      }
    }
    return best.map(name -> new BaseImage(name, Evidence.LAYERS))
        .or(() -> claimed(configuration.labels().getOrDefault(NAME_LABEL, ""), Evidence.LABEL))
        .or(() -> claimed(debian(configuration.history()), Evidence.HISTORY));
  }

  private static Optional<BaseImage> claimed(String name, Evidence evidence) {
    return name.isBlank() ? Optional.empty() : Optional.of(new BaseImage(name.strip(), evidence));
  }

  /** {@code # debian.sh --arch 'amd64' out/ 'bookworm' '@1700000000'}: the second quoted word. */
  private static String debian(List<ImageConfiguration.Step> history) {
    String step = history.isEmpty() ? "" : history.getFirst().createdBy();
    String[] words = step.split("'", 6);
    boolean official = step.startsWith(DEBIAN_STEP) && words.length > 4;
    return official ? "docker.io/library/debian:" + words[3] : "";
  }
}
