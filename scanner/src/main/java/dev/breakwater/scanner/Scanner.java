package dev.breakwater.scanner;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.inflate.Inflation;
import dev.breakwater.scanner.layer.LayerAnalysis;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.merge.MergedImage;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From where an image is to the facts about it: each layer is read once, several at a time,
 * whatever number of images it is in, and what was learned is kept. Safe to be used by many
 * threads.
 */
public final class Scanner implements AutoCloseable {
  private final Analyzers analyzers;
  private final Limits limits;
  private final Optional<FactsCache> cache;
  private final LayerAnalysis analysis;
  private final LayerPool layers;

  /**
   * How the machine is used.
   *
   * @param parallelism how many layers are read at once
   * @param nativeCode whether gzip may go through ISA-L
   * @param scratch the folder for contents that need random access and do not fit in memory
   * @param scratchMemory bytes of them in memory, outside the heap; 64 MiB is plenty
   * @param scratchDisk bytes of them in files
   */
  public record Machine(
      int parallelism, boolean nativeCode, Path scratch, long scratchMemory, long scratchDisk) {}

  /**
   * A scanner.
   *
   * @param cache where facts are kept, made with {@link Analyzers#rules}; none means that nothing
   *     is kept
   */
  public Scanner(Analyzers analyzers, Limits limits, Machine machine, Optional<FactsCache> cache) {
    this.analyzers = analyzers;
    this.limits = limits;
    this.cache = cache;
    this.analysis =
        new LayerAnalysis(
            analyzers.files(),
            new Scratch(machine.scratch(), machine.scratchMemory(), machine.scratchDisk()),
            Inflation.fastest(machine.nativeCode()),
            limits);
    this.layers = new LayerPool(analysis, cache, machine.parallelism());
  }

  /**
   * The facts about an image, from the cache when they are there.
   *
   * @param bases what it may have been built on; not part of what is kept
   * @throws IOException when the image cannot be had ({@code PullException}), has too many layers
   *     ({@code LimitExceededException}) or takes too long ({@code TimeLimitException}). Whatever
   *     is wrong inside it is a problem in the facts.
   */
  public ImageFacts scan(ImageSource source, KnownBases bases) throws IOException {
    return scan(source, bases, limits.time());
  }

  /**
   * As {@link #scan(ImageSource, KnownBases)}, within another time than the limits say.
   *
   * @param time that it may take
   */
  public ImageFacts scan(ImageSource source, KnownBases bases, Duration time) throws IOException {
    return switch (source) {
      case ImageSource.Layered layered -> scan(layered, bases, Deadline.in(time));
      case ImageSource.Folder(Path root) -> scan(root, Deadline.in(time));
    };
  }

  /**
   * The facts about an image that was scanned before, by the digest of its manifest: nothing is
   * pulled.
   */
  public Optional<ImageFacts> known(Digest manifest, KnownBases bases) {
    return cache
        .flatMap(facts -> facts.image(manifest))
        .map(facts -> on(bases, facts, facts.indexDigest()));
  }

  private ImageFacts scan(ImageSource.Layered source, KnownBases bases, Deadline deadline)
      throws IOException {
    Image image = source.image();
    Optional<ImageFacts> known = cache.flatMap(facts -> facts.image(image.digest()));
    if (known.isPresent()) {
      return on(bases, known.get(), image.indexDigest());
    }
    if (image.layers().size() > limits.layers()) {
      throw new LimitExceededException("layers of an image", limits.layers());
    }
    List<LayerFacts> read = layers.read(source, image.layers(), deadline);
    ImageFacts facts = facts(image, MergedImage.of(read, analyzers.systemFiles()));
    cache.ifPresent(store -> store.put(facts));
    return on(bases, facts, image.indexDigest());
  }

  private ImageFacts scan(Path root, Deadline deadline) throws IOException {
    LayerFacts folder = analysis.analyze(root, deadline);
    MergedImage merged = MergedImage.of(List.of(folder), analyzers.systemFiles());
    return new ImageFacts(
        ImageFacts.NO_DIGEST,
        Optional.empty(),
        new Platform("linux", "", ""),
        ImageConfiguration.NONE,
        List.of(),
        Optional.empty(),
        merged.operatingSystem(),
        merged.buildInfo(),
        merged.packages(),
        merged.secrets(),
        distinct(merged.misconfigurations()),
        merged.problems());
  }

  private ImageFacts facts(Image image, MergedImage merged) {
    Findings own = new Findings("");
    analyzers
        .images()
        .forEach(analyzer -> analyzer.analyze(image.configuration(), image.platform(), own));
    return new ImageFacts(
        image.digest(),
        image.indexDigest(),
        image.platform(),
        image.configuration(),
        image.layers().stream()
            .map(layer -> new LayerId(layer.blob().digest(), layer.diffId()))
            .toList(),
        Optional.empty(),
        merged.operatingSystem(),
        merged.buildInfo(),
        merged.packages(),
        joined(own.secrets(), merged.secrets()),
        distinct(joined(own.misconfigurations(), merged.misconfigurations())),
        joined(joined(image.problems(), own.problems()), merged.problems()));
  }

  /** Several files of one cache of packages are one weakness. */
  private static <T> List<T> distinct(List<T> all) {
    return all.stream().distinct().toList();
  }

  private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    List<T> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  /** The same facts as seen today: by which index it was found, and on which bases. */
  private static ImageFacts on(KnownBases bases, ImageFacts facts, Optional<Digest> index) {
    List<Digest> blobs = facts.layers().stream().map(LayerId::digest).toList();
    return new ImageFacts(
        facts.digest(),
        index,
        facts.platform(),
        facts.configuration(),
        facts.layers(),
        bases.baseOf(blobs, facts.configuration()),
        facts.operatingSystem(),
        facts.buildInfo(),
        facts.packages(),
        facts.secrets(),
        facts.misconfigurations(),
        facts.problems());
  }

  /** Ends the threads; scans that still run fail. */
  @Override
  public void close() {
    layers.close();
  }
}
