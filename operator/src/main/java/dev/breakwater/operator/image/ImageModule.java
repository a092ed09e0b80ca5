package dev.breakwater.operator.image;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.operator.image.AdvisoryKeeper.Feed;
import dev.breakwater.operator.runtime.ImageSettings;
import dev.breakwater.scanner.Analyzers;
import dev.breakwater.scanner.DatabaseUpdate;
import dev.breakwater.scanner.Scanner;
import dev.breakwater.scanner.StandardAnalyzers;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.registry.RegistryClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The scanning of images, put together. */
public final class ImageModule implements AutoCloseable {
  private static final long SCRATCH_MEMORY = 64L << 20;
  private static final long SCRATCH_DISK = 2L << 30;

  private final Advisories advisories = new Advisories();
  private final RegistryClient registries;
  private final ImageScanning scanning;
  private final AdvisoryKeeper keeper;
  private final BaseImages bases;
  private final Clock clock;

  /**
   * Makes it; nothing is read or written yet.
   *
   * @param settled told the namespaces that use an image about which something new is known
   * @param advised told when {@link #complaint()} may say something else
   */
  public ImageModule(
      KubernetesClient client,
      ImageSettings settings,
      Clock clock,
      MeterRegistry metrics,
      Consumer<Set<String>> settled,
      Runnable advised) {
    this.clock = clock;
    registries = new RegistryClient(settings.registries());
    Analyzers analyzers = StandardAnalyzers.of(EnumSet.allOf(Part.class));
    FactsCache cache =
        new FactsCache(
            settings.cache().resolve("facts"),
            analyzers.rules(Limits.USUAL),
            settings.cacheBytes());
    Scanner scanner =
        new Scanner(
            analyzers,
            Limits.USUAL,
            new Scanner.Machine(
                Runtime.getRuntime().availableProcessors(),
                settings.nativeCode(),
                settings.cache(),
                SCRATCH_MEMORY,
                SCRATCH_DISK),
            Optional.of(cache));
    bases =
        new BaseImages(
            settings.bases(), registries, settings.cache().resolve("bases.json"), this::renewed);
    scanning =
        new ImageScanning(
            new RegistryReader(client, registries, Credentials.NONE, scanner),
            new Assessments(new KnownFacts(scanner, bases), advisories),
            advisories,
            new Ledger(settings.cache().resolve("images.json")),
            known ->
                cache.use(
                    known.stream()
                        .map(ScanStates.Known::manifest)
                        .collect(Collectors.toUnmodifiableSet())),
            clock,
            settled);
    keeper =
        new AdvisoryKeeper(
            advisories,
            feed(settings),
            clock,
            () -> {
              renewed();
              advised.run();
            },
            advised);
    measure(metrics, cache);
  }

  private void renewed() {
    scanning.renewed();
  }

  private record KnownFacts(Scanner scanner, BaseImages bases) implements Assessments.Facts {
    @Override
    public Optional<ImageFacts> of(Digest manifest) {
      return scanner.known(manifest, bases.known());
    }

    @Override
    public long version() {
      return bases.version();
    }
  }

  private Feed feed(ImageSettings settings) {
    return settings
        .advisoriesPath()
        .<Feed>map(Feed.Local::new)
        .orElseGet(
            () ->
                new Feed.Registries(
                    settings.advisories(),
                    new DatabaseUpdate(registries, Credentials.NONE),
                    new DatabaseFolder<>(AdvisoryDatabase.FORM, databaseFolder(settings)),
                    settings.advisoriesInterval()));
  }

  private static Path databaseFolder(ImageSettings settings) {
    return settings.cache().resolve("advisories");
  }

  private void measure(MeterRegistry metrics, FactsCache cache) {
    Map<String, ToIntFunction<ScanStates.Counts>> states =
        Map.of(
            "scanned", ScanStates.Counts::scanned,
            "pending", ScanStates.Counts::pending,
            "failed", ScanStates.Counts::failed);
    states.forEach(
        (state, count) ->
            Gauge.builder("breakwater.images", scanning, all -> count.applyAsInt(all.counts()))
                .description("Images that run, by how far their scan is")
                .tag("state", state)
                .register(metrics));
    Gauge.builder("breakwater.advisories.age", this, ImageModule::age)
        .description("How long ago the advisories in use were collected; NaN while there are none")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("breakwater.cache.size", cache, facts -> facts.usage().bytes())
        .description("Facts about images and layers on disk")
        .baseUnit("bytes")
        .register(metrics);
  }

  private double age() {
    Instant now = clock.instant();
    return advisories
        .updatedAt()
        .map(updated -> (double) Duration.between(updated, now).toSeconds())
        .orElse(Double.NaN);
  }

  /** What is known of images. */
  public ImageScanning scanning() {
    return scanning;
  }

  /** How good the advisories are, in a sentence; empty while they are good. */
  public Optional<String> complaint() {
    return switch (advisories.freshness(clock.instant())) {
      case Advisories.Freshness.Fresh _ -> Optional.empty();
      case Advisories.Freshness.Missing(String why) ->
          Optional.of("there are no advisories, so no vulnerability can be found: " + why);
      case Advisories.Freshness.Stale(Instant updatedAt, String why) ->
          Optional.of("the advisories are of " + updatedAt + ": " + why);
    };
  }

  /** Begins to fetch advisories and to read images. To be called once this replica leads. */
  public void start() {
    bases.start();
    keeper.start();
    scanning.start();
  }

  @Override
  public void close() {
    bases.close();
    keeper.close();
    scanning.close();
  }
}
