package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.source.ManifestDocument.Entry;
import dev.breakwater.scanner.source.ManifestDocument.Index;
import dev.breakwater.scanner.source.ManifestDocument.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the manifest or index that a name leads to, to the image that a platform runs. */
public final class ImageResolver {
  /** Indexes inside indexes are legal, and rare. */
  private static final int MAX_DEPTH = 4;

  /** How many manifests are fetched at most to find the one. */
  private static final int MAX_FETCHES = 32;

  private static final Set<String> CONFIG_TYPES =
      Set.of("", MediaTypes.OCI_CONFIG, MediaTypes.DOCKER_CONFIG);

  /** Where manifests and configurations are fetched. */
  public interface Content {

    /** All bytes of a manifest, verified. */
    byte[] manifest(Descriptor manifest) throws IOException;

    /** Opens a blob, verified while it is read. */
    VerifiedStream blob(Descriptor blob) throws IOException;
  }

  private final Content content;
  private final Platform node;
  private final PlatformChoice choice;
  private final Set<Digest> seen = new HashSet<>();

  private ImageResolver(Content content, Platform node) {
    this.content = content;
    this.node = node;
    this.choice = PlatformChoice.of(node);
  }

  /**
   * The image that {@code root} means on {@code node}. A root that is no index is taken as it is,
   * as container runtimes do.
   *
   * @param digest of {@code root}
   * @param root the bytes that the name led to
   * @throws PullException when there is none, or it is not sound
   */
  public static Image resolve(Content content, Digest digest, byte[] root, Platform node)
      throws PullException {
    try {
      ImageResolver resolver = new ImageResolver(content, node);
      return switch (ManifestDocument.parse(root)) {
        case Manifest manifest -> resolver.image(manifest, digest, Optional.empty());
        case Index index -> {
          Found found = resolver.find(index, 1).orElseThrow(() -> resolver.none(index));
          yield resolver.image(found.manifest, found.digest, Optional.of(digest));
        }
      };
    } catch (IOException e) {
      throw PullException.of(e, digest.toString());
    }
  }

  private record Found(Manifest manifest, Digest digest) {}

  private record Candidate(Entry entry, int rank) {}

  private Optional<Found> find(Index index, int depth) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (Entry entry : index.entries()) {
      // without a platform it may be an index, or its configuration may say the platform
      int rank = entry.platform().map(p -> choice.rank(p).orElse(-1)).orElse(Integer.MAX_VALUE);
      if (rank >= 0 && !isAttestation(entry)) {
        candidates.add(new Candidate(entry, rank));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::rank));
    for (Candidate candidate : candidates) {
      Optional<Found> found = follow(candidate.entry, depth);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> follow(Entry entry, int depth) throws IOException {
    Descriptor descriptor = entry.descriptor();
    if (depth > MAX_DEPTH || seen.size() >= MAX_FETCHES || !seen.add(descriptor.digest())) {
      return Optional.empty();
    }
    return switch (ManifestDocument.parse(content.manifest(descriptor))) {
      case Index nested -> find(nested, depth + 1);
      case Manifest manifest ->
          entry.platform().isPresent() || runs(manifest)
              ? Optional.of(new Found(manifest, descriptor.digest()))
              : Optional.empty();
    };
  }

  private boolean runs(Manifest manifest) throws IOException {
    return CONFIG_TYPES.contains(manifest.config().mediaType())
        && choice.rank(Configuration.read(bytes(manifest.config())).platform()).isPresent();
  }

  private static boolean isAttestation(Entry entry) {
    return entry.platform().map(PlatformChoice::isAttestation).orElse(false)
        || "attestation-manifest"
            .equals(entry.descriptor().annotations().get("vnd.docker.reference.type"));
  }

  private PullException none(Index index) {
    List<String> offered =
        index.entries().stream()
            .filter(entry -> !isAttestation(entry))
            .flatMap(entry -> entry.platform().stream())
            .map(platform -> Shown.of(platform.toString()))
            .distinct()
            .limit(MAX_FETCHES)
            .toList();
    return new PullException(
        PullFailure.NO_MATCHING_PLATFORM,
        "the index has nothing for " + node + ", only " + String.join(", ", offered));
  }

  private Image image(Manifest manifest, Digest digest, Optional<Digest> indexDigest)
      throws IOException {
    Descriptor config = manifest.config();
    if (!CONFIG_TYPES.contains(config.mediaType())) {
      throw new PullException(
          PullFailure.UNSUPPORTED,
          "it is an artifact, not an image: its configuration is of type "
              + Shown.of(config.mediaType()));
    }
    return image(bytes(config), digest, indexDigest, manifest.layers());
  }

  /** The image of a configuration and the layers that a manifest names. */
  static Image image(
      byte[] json, Digest digest, Optional<Digest> indexDigest, List<Descriptor> blobs)
      throws IOException {
    Configuration configuration = Configuration.read(json);
    List<Digest> diffIds = configuration.diffIds();
    boolean agree = diffIds.size() == blobs.size();
    List<Image.Layer> layers = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(
          new Image.Layer(blobs.get(i), agree ? Optional.of(diffIds.get(i)) : Optional.empty()));
    }
    List<Problem> problems =
        agree
            ? List.of()
            : List.of(
                new Problem(
                    Problem.Kind.CONTRADICTION,
                    "",
                    "the manifest has %d layers, its configuration names %d"
                        .formatted(blobs.size(), diffIds.size())));
    return new Image(
        digest,
        indexDigest,
        PlatformChoice.normalise(configuration.platform()),
        configuration.configuration(),
        new String(json, StandardCharsets.UTF_8),
        layers,
        problems);
  }

  private byte[] bytes(Descriptor config) throws IOException {
    if (config.size() > Configuration.MAX_BYTES) {
      throw new PullException(
          PullFailure.TOO_LARGE,
          "the configuration has %,d bytes, more than %,d"
              .formatted(config.size(), Configuration.MAX_BYTES));
    }
    try (InputStream in = content.blob(config)) {
      return in.readAllBytes();
    }
  }
}
