package dev.breakwater.cli.image;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.cli.console.Progress;
import dev.breakwater.cli.registry.PullOptions;
import dev.breakwater.cli.registry.UserCredentials;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.Analyzers;
import dev.breakwater.scanner.Scanner;
import dev.breakwater.scanner.StandardAnalyzers;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.java.JavaIndex;
import dev.breakwater.scanner.java.TrivyJavaIndex;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.registry.Proxies;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.LocalImages;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an image from wherever the user says it is. */
public final class ImageReading implements AutoCloseable {
  private static final long SCRATCH_MEMORY = 64L << 20;
  private static final long SCRATCH_DISK = 8L << 30;
  private static final long CACHE = 1L << 30;

  private final Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
  private final Map<Platform, KnownBases> bases = new HashMap<>();
  private final Scanner scanner;
  private final PullOptions pull;
  private final Progress progress;
  private final Optional<TrivyJavaIndex> javaIndex;
  private Optional<RegistryClient> client = Optional.empty();

  /**
   * Looks for {@code parts}, asks registries as {@code pull} says, and shows {@code progress}. Safe
   * to be used by many threads.
   *
   * @throws IOException when the index of Java archives cannot be read
   */
  public ImageReading(Set<Part> parts, PullOptions pull, Progress progress) throws IOException {
    this.pull = pull;
    this.progress = progress;
    this.javaIndex = parts.contains(Part.PACKAGES) ? pull.javaIndex() : Optional.empty();
    Analyzers analyzers = StandardAnalyzers.of(parts, javaIndex.map(JavaIndex.class::cast));
    this.scanner =
        new Scanner(
            analyzers,
            Limits.USUAL,
            new Scanner.Machine(
                Runtime.getRuntime().availableProcessors(),
                true,
                scratch,
                SCRATCH_MEMORY,
                SCRATCH_DISK),
            Optional.of(
                new FactsCache(
                    CacheFolders.of(System.getenv()).facts(),
                    analyzers.rules(Limits.USUAL),
                    CACHE)));
  }

  /**
   * The facts about a folder that is the root of an image.
   *
   * @throws IOException when it is none
   */
  public ImageFacts folder(String root) throws IOException {
    Path folder = Path.of(root);
    if (!Files.isDirectory(folder)) {
      throw new PullException(PullFailure.UNREADABLE, "it is no folder");
    }
    return scanner.scan(new ImageSource.Folder(folder), new KnownBases(Map.of()));
  }

  /**
   * The facts about an image: an archive or a layout of that name, else one of a registry.
   *
   * @throws IOException when it cannot be had; a {@code PullException} says why
   */
  public ImageFacts image(String name) throws IOException {
    Platform node = pull.platform();
    if (exists(name)) {
      try (ImageSource.Layered local =
          new LocalImages(scratch, SCRATCH_DISK).open(Path.of(name), Optional.empty(), node)) {
        return scanner.scan(new ObservedImage(local, name, progress), bases(node));
      }
    }
    ImageReference reference =
        switch (ImageReference.parse(name)) {
          case Parsed.Valid<ImageReference>(ImageReference valid) -> valid;
          case Parsed.Invalid<ImageReference>(String reason) ->
              throw new PullException(
                  PullFailure.UNREADABLE, "there is no such file, and as a reference: " + reason);
        };
    return pulled(reference, node, Optional.empty());
  }

  /**
   * The facts about an image of a registry. Nothing is asked for what is known by its digest.
   *
   * @param node where it runs
   * @param configuration the digest that its configuration must have, where that is all that a node
   *     tells about what it runs
   * @throws IOException when it cannot be had; a {@code PullException} says why
   */
  public ImageFacts pulled(ImageReference reference, Platform node, Optional<Digest> configuration)
      throws IOException {
    KnownBases known = bases(node);
    Optional<ImageFacts> cached =
        reference.digest().flatMap(digest -> scanner.known(digest, known));
    if (cached.isPresent()) {
      return cached.get();
    }
    if (pull.offline()) {
      throw new PullException(
          PullFailure.REFUSED,
          "it is not at hand, and --offline forbids to ask the registry " + reference.registry());
    }
    try (ImageSource.Layered remote =
        client().image(reference, node, UserCredentials.of(System.getenv()))) {
      if (configuration.isPresent() && !has(configuration.get(), remote.image())) {
        throw new PullException(
            PullFailure.NOT_IN_REGISTRY,
            "the node runs an image with the configuration %s, and %s is another one now"
                .formatted(configuration.get(), reference));
      }
      return scanner.scan(new ObservedImage(remote, reference.familiar(), progress), known);
    }
  }

  /** The images of {@code --base} for one platform, each asked once. */
  private synchronized KnownBases bases(Platform node) throws IOException {
    Optional<KnownBases> asked = Optional.ofNullable(bases.get(node));
    if (asked.isPresent()) {
      return asked.get();
    }
    Map<String, List<Digest>> layers = new LinkedHashMap<>();
    for (ImageReference base : pull.bases()) {
      layers.put(base.canonical(), layers(base, node));
    }
    KnownBases known = new KnownBases(layers);
    bases.put(node, known);
    return known;
  }

  private List<Digest> layers(ImageReference base, Platform node) throws IOException {
    if (pull.offline()) {
      throw new PullException(
          PullFailure.REFUSED, "--base: --offline forbids to ask the registry " + base.registry());
    }
    try (ImageSource.Layered remote =
        client().image(base, node, UserCredentials.of(System.getenv()))) {
      return remote.image().layers().stream().map(layer -> layer.blob().digest()).toList();
    } catch (PullException e) {
      throw new PullException(e.failure(), "--base %s: %s".formatted(base, e.getMessage()));
    }
  }

  private static boolean has(Digest configuration, Image image) {
    byte[] text = image.configurationJson().getBytes(StandardCharsets.UTF_8);
    return VerifiedStream.digest(text, configuration.algorithm()).equals(configuration);
  }

  /** One for all images: what a registry answered about its tokens holds for the next, too. */
  private synchronized RegistryClient client() throws IOException {
    if (client.isEmpty()) {
      client =
          Optional.of(
              new RegistryClient(
                  RegistryOptions.standard()
                      .withInsecure(pull.insecure())
                      .withProxies(Proxies.of(System.getenv()))));
    }
    return client.get();
  }

  static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    scanner.close();
    javaIndex.ifPresent(TrivyJavaIndex::close);
    client.ifPresent(RegistryClient::close);
  }
}
