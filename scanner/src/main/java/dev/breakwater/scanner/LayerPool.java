package dev.breakwater.scanner;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.layer.LayerAnalysis;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Reads a bounded number of layers at once, and no layer twice at the same time. */
final class LayerPool implements AutoCloseable {
  private final LayerAnalysis analysis;
  private final Optional<FactsCache> cache;
  private final ExecutorService threads;
  private final Map<Digest, CompletableFuture<LayerFacts>> running = new ConcurrentHashMap<>();

  LayerPool(LayerAnalysis analysis, Optional<FactsCache> cache, int parallelism) {
    this.analysis = analysis;
    this.cache = cache;
    this.threads =
        Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().name("layers-", 0).daemon().factory());
  }

  /** One layer that is waited for. */
  private record Pending(Image.Layer layer, CompletableFuture<LayerFacts> facts, boolean own) {}

  /** The facts of {@code layers}, in their order. */
  List<LayerFacts> read(ImageSource.Layered source, List<Image.Layer> layers, Deadline deadline)
      throws IOException {
    Map<Digest, Pending> pending = new LinkedHashMap<>();
    try {
      for (Image.Layer layer : layers) {
        Digest blob = layer.blob().digest();
        if (!pending.containsKey(blob)) {
          pending.put(blob, start(source, layer, deadline));
        }
      }
      Map<Digest, LayerFacts> facts = new LinkedHashMap<>();
      for (Map.Entry<Digest, Pending> layer : pending.entrySet()) {
        facts.put(layer.getKey(), await(source, layer.getValue(), deadline));
      }
      List<LayerFacts> inOrder = new ArrayList<>();
      for (Image.Layer layer : layers) {
        inOrder.add(Optional.ofNullable(facts.get(layer.blob().digest())).orElseThrow());
      }
      return inOrder;
    } catch (IOException e) {
      deadline.expire();
      throw e;
    }
  }

  private Pending start(ImageSource.Layered source, Image.Layer layer, Deadline deadline)
      throws IOException {
    Digest blob = layer.blob().digest();
    Optional<LayerFacts> known = cache.flatMap(facts -> facts.layer(blob));
    if (known.isPresent()) {
      return new Pending(layer, CompletableFuture.completedFuture(known.get()), true);
    }
    CompletableFuture<LayerFacts> mine = new CompletableFuture<>();
    Optional<CompletableFuture<LayerFacts>> other =
        Optional.ofNullable(running.putIfAbsent(blob, mine));
    if (other.isPresent()) {
      return new Pending(layer, other.get(), false);
    }
    try {
      threads.execute(() -> run(source, layer, deadline, mine));
    } catch (RejectedExecutionException e) {
      running.remove(blob, mine);
      throw new InterruptedIOException("the scanner was closed");
    }
    return new Pending(layer, mine, true);
  }

  private void run(
      ImageSource.Layered source,
      Image.Layer layer,
      Deadline deadline,
      CompletableFuture<LayerFacts> result) {
    Digest blob = layer.blob().digest();
    try {
      LayerFacts facts = readOnce(source, layer, deadline);
      running.remove(blob, result);
      result.complete(facts);
    } catch (IOException | RuntimeException | Error e) {
      running.remove(blob, result);
      result.completeExceptionally(e);
    }
  }

  /** Looks into the cache once more: another thread may have put it there just before. */
  private LayerFacts readOnce(ImageSource.Layered source, Image.Layer layer, Deadline deadline)
      throws IOException {
    Digest blob = layer.blob().digest();
    Optional<LayerFacts> known = cache.flatMap(facts -> facts.layer(blob));
    if (known.isPresent()) {
      return known.get();
    }
    deadline.check();
    LayerFacts facts = analysis.analyze(() -> source.open(layer.blob()), deadline);
    cache.ifPresent(store -> store.put(blob, facts));
    return facts;
  }

  /**
   * Where somebody else's attempt failed, perhaps for want of a right, this source gets its own.
   */
  private LayerFacts await(ImageSource.Layered source, Pending pending, Deadline deadline)
      throws IOException {
    try {
      return pending.facts().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the scan was interrupted");
    } catch (ExecutionException e) {
      if (!pending.own()) {
        return await(source, start(source, pending.layer(), deadline), deadline);
      }
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IllegalStateException("a layer cannot be read", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
