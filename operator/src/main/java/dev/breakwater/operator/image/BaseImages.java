package dev.breakwater.operator.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.merge.KnownBases.Base;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that others are built on. A tag names another image every few weeks, and what was built on
 * the one before still stands on it: so all that were ever met are remembered, on disk.
 */
final class BaseImages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BaseImages.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofHours(6);

  /** What is remembered: with one new image a week for each, years of a hundred names. */
  private static final int MOST = 10_000;

  private static final List<Platform> PLATFORMS =
      List.of(new Platform("linux", "amd64", ""), new Platform("linux", "arm64", ""));

  private final List<ImageReference> names;
  private final RegistryClient registries;
  private final Path file;
  private final Runnable learned;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("bases").unstarted(this::run);
  private volatile List<Base> bases = List.of();

  /**
   * Looks up {@code names}, anonymously.
   *
   * @param file where what was met is remembered
   * @param learned told, on a thread of its own, when more is known
   */
  BaseImages(List<ImageReference> names, RegistryClient registries, Path file, Runnable learned) {
    this.names = List.copyOf(names);
    this.registries = registries;
    this.file = file;
    this.learned = learned;
  }

  void start() {
    bases = read();
    if (!names.isEmpty()) {
      thread.start();
    }
  }

  /** What is known now. */
  KnownBases known() {
    return new KnownBases(bases);
  }

  /** Another number whenever more is known. */
  long version() {
    return bases.size();
  }

  private void run() {
    try {
      do {
        lookUp();
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookUp() {
    List<Base> all = new ArrayList<>(bases);
    for (ImageReference name : names) {
      for (Platform platform : PLATFORMS) {
        try (ImageSource.Layered image = registries.image(name, platform, Credentials.NONE)) {
          List<Digest> layers =
              image.image().layers().stream().map(layer -> layer.blob().digest()).toList();
          Base base = new Base(name.canonical(), layers);
          if (!all.contains(base)) {
            all.addFirst(base);
          }
        } catch (PullException e) {
          if (e.failure() != PullFailure.NO_MATCHING_PLATFORM && closed.getCount() > 0) {
            LOG.atWarn()
                .addKeyValue("image", name.toString())
                .addKeyValue("error", e.getMessage())
                .log("base image not looked up");
          }
        }
      }
    }
    if (all.size() > bases.size()) {
      bases = List.copyOf(all.subList(0, Math.min(MOST, all.size())));
      write();
      learned.run();
    }
  }

  private List<Base> read() {
    List<Base> all = new ArrayList<>();
    if (!Files.exists(file)) {
      return all;
    }
    try {
      for (JsonNode entry : JSON.readTree(Files.readAllBytes(file)).path("bases")) {
        List<Digest> layers = new ArrayList<>();
        for (JsonNode layer : entry.path("layers")) {
          if (Digest.parse(layer.asText()) instanceof Parsed.Valid<Digest>(Digest digest)) {
            layers.add(digest);
          }
        }
        all.add(new Base(entry.path("name").asText(), layers));
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("error", e.getMessage())
          .log("the list of base images cannot be read; only what they are now is known");
    }
    return List.copyOf(all);
  }

  private void write() {
    ArrayNode entries = JSON.createArrayNode();
    for (Base base : bases) {
      ObjectNode entry = entries.addObject().put("name", base.name());
      ArrayNode layers = entry.putArray("layers");
      base.layers().forEach(layer -> layers.add(layer.toString()));
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.write(beside, JSON.writeValueAsBytes(JSON.createObjectNode().set("bases", entries)));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("the list of base images not written");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
