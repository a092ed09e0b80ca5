package dev.breakwater.operator.image;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.DatabaseUpdate;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.database.DatabaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Advisories} up to date, on one thread of its own. What fails changes nothing. */
final class AdvisoryKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryKeeper.class);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  private final Advisories advisories;
  private final Feed feed;
  private final Clock clock;
  private final Runnable renewed;
  private final Runnable failed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("advisories").unstarted(this::run);

  /** Where advisories come from. */
  sealed interface Feed {
    /** How long there is nothing to look for after a look. */
    Duration pause();

    /**
     * Registries that have the database.
     *
     * @param folder where it is kept
     */
    record Registries(
        List<ImageReference> sources,
        DatabaseUpdate update,
        DatabaseFolder<AdvisoryDatabase> folder,
        Duration pause)
        implements Feed {}

    /** A file or folder that somebody else keeps up to date, as on a site without network. */
    final class Local implements Feed {
      private static final Duration PAUSE = Duration.ofSeconds(30);
      private final Path path;
      private List<Object> version = List.of();

      Local(Path path) {
        this.path = path;
      }

      @Override
      public Duration pause() {
        return PAUSE;
      }

      /** The database, when it is another one than last time. */
      Optional<AdvisoryDatabase> changed() throws IOException {
        List<Object> seen = version();
        if (!seen.isEmpty() && seen.equals(version)) {
          return Optional.empty();
        }
        AdvisoryDatabase database = AdvisoryDatabase.open(path);
        version = seen;
        return Optional.of(database);
      }

      private List<Object> version() throws IOException {
        List<Object> version = new ArrayList<>();
        for (String inside : List.of("", "trivy.db", "db/trivy.db")) {
          Path file = path.resolve(inside);
          if (Files.isRegularFile(file)) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            version.add(List.of(String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size()));
          }
        }
        return version;
      }
    }
  }

  /**
   * Keeps {@code advisories}.
   *
   * @param renewed told, on the keeper's thread, when others are in use
   * @param failed told, on the keeper's thread, when an attempt to renew them failed
   */
  AdvisoryKeeper(Advisories advisories, Feed feed, Clock clock, Runnable renewed, Runnable failed) {
    this.advisories = advisories;
    this.feed = feed;
    this.clock = clock;
    this.renewed = renewed;
    this.failed = failed;
  }

  /** Begins at once: with what is on disk, then with what is newer. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      if (feed instanceof Feed.Registries registries && registries.folder().isPresent()) {
        attempt(() -> use(registries.folder().open()));
      }
      Duration pause = look();
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = look();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration look() {
    boolean worked =
        switch (feed) {
          case Feed.Local local -> attempt(() -> local.changed().ifPresent(this::use));
          case Feed.Registries registries -> !isDue() || attempt(() -> fetch(registries));
        };
    Duration pause = feed.pause();
    return worked || pause.compareTo(AFTER_FAILURE) < 0 ? pause : AFTER_FAILURE;
  }

  /** A process that starts again with advisories of an hour ago need not fetch them again. */
  private boolean isDue() {
    Instant now = clock.instant();
    return advisories
        .updatedAt()
        .map(updated -> !updated.plus(feed.pause()).isAfter(now))
        .orElse(true);
  }

  private void fetch(Feed.Registries registries) throws IOException {
    ImageReference source = registries.update().fetch(registries.sources(), registries.folder());
    LOG.atInfo().addKeyValue("source", source).log("advisories fetched");
    use(registries.folder().open());
  }

  private void use(AdvisoryDatabase database) {
    advisories.use(database, clock.instant());
    LOG.atInfo()
        .addKeyValue("updatedAt", advisories.updatedAt().map(Instant::toString).orElse(""))
        .log("advisories in use");
    renewed.run();
  }

  private interface Step {
    void run() throws IOException;
  }

  private boolean attempt(Step step) {
    try {
      step.run();
      return true;
    } catch (IOException | RuntimeException e) {
      if (closed.getCount() > 0) {
        advisories.failed(String.valueOf(e.getMessage()));
        LOG.atWarn().addKeyValue("error", e.getMessage()).log("advisories not renewed");
        failed.run();
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
