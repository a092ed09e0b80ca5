package dev.breakwater.cli.scan;

import dev.breakwater.cli.advisories.Advisories;
import dev.breakwater.cli.console.Progress;
import dev.breakwater.cli.image.ImageReading;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.TimeLimitException;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The images of workloads, each pulled and read once, a few at the same time. */
final class WorkloadImages implements ImageScans {
  private static final int AT_ONCE = 4;

  private final ImageReading reading;
  private final Advisories advisories;
  private final Platform usual;
  private final Progress progress;
  private final Instant now;
  private final Map<PulledImage, ImageScan> scans = new ConcurrentHashMap<>();

  /** {@code usual} is the platform of a node that is not known. */
  WorkloadImages(
      ImageReading reading, Advisories advisories, Platform usual, Progress progress, Instant now) {
    this.reading = reading;
    this.advisories = advisories;
    this.usual = usual;
    this.progress = progress;
    this.now = now;
  }

  /**
   * Reads them all. One that cannot be read is {@link ImageScan.Failed}.
   *
   * @throws IOException when the advisories are damaged, or somebody interrupted
   */
  void read(Set<RunningImage> images) throws IOException {
    Map<PulledImage, Future<ImageScan>> running = new LinkedHashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("images-", 0).daemon().factory())) {
      for (RunningImage image : images) {
        if (PulledImage.of(image, usual) instanceof Parsed.Valid<PulledImage>(PulledImage wanted)
            && !running.containsKey(wanted)) {
          running.put(wanted, threads.submit(() -> scan(wanted)));
        }
      }
      for (Map.Entry<PulledImage, Future<ImageScan>> scan : running.entrySet()) {
        scans.put(scan.getKey(), await(scan.getValue(), threads));
        progress.show("%d of %d images read".formatted(scans.size(), running.size()));
      }
    }
  }

  private static ImageScan await(Future<ImageScan> scan, ExecutorService threads)
      throws IOException {
    try {
      return scan.get();
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the scan was interrupted");
    } catch (ExecutionException e) {
      threads.shutdownNow();
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IllegalStateException("an image cannot be read", e.getCause());
    }
  }

  private ImageScan scan(PulledImage wanted) throws IOException {
    ImageFacts facts;
    try {
      facts = facts(wanted);
    } catch (IOException e) {
      return failed(reason(wanted, e), String.valueOf(e.getMessage()));
    }
    Assessment assessment = advisories.assess(facts);
    return new ImageScan.Scanned(assessment, now, now);
  }

  private ImageFacts facts(PulledImage wanted) throws IOException {
    try {
      return reading.pulled(wanted.reference(), wanted.platform(), wanted.configuration());
    } catch (PullException e) {
      if (e.failure() == PullFailure.NOT_IN_REGISTRY && wanted.otherwise().isPresent()) {
        return reading.pulled(wanted.otherwise().get(), wanted.platform(), Optional.empty());
      }
      throw e;
    }
  }

  /** What only the node has can be pulled from nowhere. */
  private static String reason(PulledImage wanted, IOException failure) {
    return switch (failure) {
      case PullException pull ->
          pull.failure() == PullFailure.NOT_IN_REGISTRY && wanted.configuration().isPresent()
              ? "OnlyOnNode"
              : pull.failure().toString();
      case TimeLimitException _ -> PullFailure.TIMED_OUT.toString();
      case LimitExceededException _ -> PullFailure.TOO_LARGE.toString();
      default -> PullFailure.UNREADABLE.toString();
    };
  }

  private ImageScan failed(String reason, String message) {
    return new ImageScan.Failed(reason, message, now, Optional.empty());
  }

  @Override
  public Optional<ImageScan> of(String namespace, RunningImage image) {
    return switch (PulledImage.of(image, usual)) {
      case Parsed.Valid<PulledImage>(PulledImage wanted) -> Optional.ofNullable(scans.get(wanted));
      case Parsed.Invalid<PulledImage>(String reason) ->
          Optional.of(failed("InvalidReference", reason));
    };
  }
}
