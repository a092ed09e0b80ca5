package dev.breakwater.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The start of many watches at once: each goes on trying for as long as the process lives, but
 * nobody begins to work before all have read everything once.
 */
public final class FirstRead {
  private final Map<String, CompletableFuture<Void>> reads = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  /**
   * Begins to watch.
   *
   * @param what the plural that the watch reads, for the message that it does not
   */
  public void begin(String what, SharedIndexInformer<?> informer) {
    informer.exceptionHandler(
        (started, failure) -> {
          failures.put(what, String.valueOf(failure.getMessage()));
          return true;
        });
    reads.put(what, informer.start().toCompletableFuture());
  }

  /**
   * Waits until everything was read once.
   *
   * @throws KubernetesClientException if that takes longer than {@code patience}; the message names
   *     what could not be read, why, and the remedy
   */
  public void await(Duration patience) {
    try {
      CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new KubernetesClientException(missing(patience), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted while the cluster was read", e);
    }
  }

  private String missing(Duration patience) {
    List<String> missing = new ArrayList<>();
    reads.forEach(
        (what, read) -> {
          if (!read.isDone() || read.isCompletedExceptionally()) {
            missing.add(what);
          }
        });
    missing.sort(String::compareTo);
    String why =
        missing.stream()
            .flatMap(what -> Optional.ofNullable(failures.get(what)).stream())
            .findFirst()
            .orElse("no answer");
    return "not read within %d s: %s (%s); check that the API server answers, that the custom"
            .formatted(patience.toSeconds(), String.join(", ", missing), why)
        + " resource definitions are installed, and that the service account may list and watch"
        + " these";
  }
}
