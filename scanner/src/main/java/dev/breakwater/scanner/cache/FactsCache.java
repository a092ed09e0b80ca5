package dev.breakwater.scanner.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.limit.MalformedException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Facts of layers and images in a folder, by the verified digest of the bytes they were read from
 * and by all that decides what is read in them. A file is written beside its place and renamed; one
 * that is damaged, or of another version, is as good as none. Several threads, and several
 * processes, may use one folder.
 */
public final class FactsCache {
  private final CacheFolder folder;
  private final String key;

  /**
   * A cache in {@code folder}, which is made when it is first written to.
   *
   * @param rules what decides which facts are found: the ids of all analyzers and the limits; other
   *     rules never meet these facts
   * @param mostBytes above which files that are not in use are deleted, the oldest first
   */
  public FactsCache(Path folder, String rules, long mostBytes) {
    this.folder = new CacheFolder(folder, mostBytes);
    this.key = HexFormat.of().formatHex(FactsFile.sha256(rules.getBytes(UTF_8)), 0, 8);
  }

  /** The facts of the layer whose packed bytes have this digest. */
  public Optional<LayerFacts> layer(Digest blob) {
    return read(layerName(blob)).flatMap(bytes -> decoded(bytes, LayerFormat::read));
  }

  /** Keeps the facts of a layer whose bytes were verified. */
  public void put(Digest verifiedBlob, LayerFacts facts) {
    folder.write(layerName(verifiedBlob), FactsFile.pack(LayerFormat.write(facts)));
  }

  /** The facts of the image whose manifest has this digest. */
  public Optional<ImageFacts> image(Digest manifest) {
    return read(imageName(manifest)).flatMap(bytes -> decoded(bytes, ImageFormat::read));
  }

  /** Keeps the facts of an image. */
  public void put(ImageFacts facts) {
    folder.write(imageName(facts.digest()), FactsFile.pack(ImageFormat.write(facts)));
  }

  /**
   * Says which images run. Before this was said nothing is ever deleted; afterwards never what is
   * in use, their layers included.
   *
   * @param manifests their digests
   */
  public void use(Set<Digest> manifests) {
    Set<String> names = new HashSet<>();
    for (Digest manifest : manifests) {
      names.add(imageName(manifest));
      for (LayerId layer : image(manifest).map(ImageFacts::layers).orElse(List.of())) {
        names.add(layerName(layer.digest()));
      }
    }
    folder.use(names);
  }

  /** Deletes all that is not in use, and what other versions left behind. */
  public void sweep() {
    folder.sweep();
  }

  /** How full it is. */
  public CacheUsage usage() {
    return folder.usage();
  }

  private interface Reading<T> {
    T read(byte[] bytes) throws MalformedException;
  }

  private static <T> Optional<T> decoded(byte[] file, Reading<T> reading) {
    try {
      return Optional.of(reading.read(FactsFile.unpack(file)));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> read(String name) {
    return folder.read(name);
  }

  private String layerName(Digest blob) {
    return "layer-" + blob.hex() + "-" + key;
  }

  private String imageName(Digest manifest) {
    return "image-" + manifest.hex() + "-" + key;
  }
}
