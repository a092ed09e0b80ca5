package dev.breakwater.operator.isolation;

import dev.breakwater.operator.isolation.Settlement.Settled;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what profiles left behind that were deleted while nobody was watching. No event speaks of
 * them, so it looks when the operator begins to lead, and now and then.
 */
final class AbandonedSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedSweep.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final Settlement settlement;
  private final LiveCluster live;
  private final ScheduledExecutorService executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("isolation-sweep").factory(),
          // Once closed there is no next time.
          new ThreadPoolExecutor.DiscardPolicy());

  AbandonedSweep(Settlement settlement, LiveCluster live) {
    this.settlement = settlement;
    this.live = live;
  }

  void start() {
    executor.execute(this::sweep);
  }

  private void sweep() {
    Duration pause = PAUSE_AFTER_FAILURE;
    try {
      Settled settled = settlement.settleAbandoned(live);
      settled
          .failures()
          .forEach(
              (namespace, failure) ->
                  LOG.atWarn()
                      .addKeyValue("namespace", namespace)
                      .addKeyValue("error", failure.message())
                      .log("what a deleted profile made could not be removed"));
      if (settled.failures().isEmpty()) {
        pause = PAUSE;
      }
    } catch (KubernetesClientException e) {
      if (!executor.isShutdown()) {
        LOG.atWarn()
            .addKeyValue("error", e.getMessage())
            .log("what deleted profiles left could not be looked for");
      }
    } finally {
      var _ = executor.schedule(this::sweep, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
