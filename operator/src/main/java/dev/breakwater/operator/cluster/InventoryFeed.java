package dev.breakwater.operator.cluster;

import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole inventory for those who need no more than a recent one: made anew at most every few
 * seconds, and only when something has changed.
 */
public final class InventoryFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InventoryFeed.class);
  private static final Duration PERIOD = Duration.ofSeconds(3);

  /**
   * A workload becomes part of the inventory when it is a minute old, without any further change.
   */
  private static final Duration SETTLED = Duration.ofSeconds(62);

  private final ClusterView view;
  private final Clock clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("inventory").factory());
  private volatile Inventory latest;
  private volatile Instant changed;
  private Instant made;
  private volatile @Nullable Future<?> renewals;

  /** Reads from {@code view}, which must have synced. */
  public InventoryFeed(ClusterView view, Clock clock) {
    this.view = view;
    this.clock = clock;
    made = clock.instant();
    changed = made;
    latest = inventory(made);
  }

  /** An object has appeared, has changed or has gone. */
  public void changed() {
    changed = clock.instant();
  }

  /** Begins to make inventories, and tells {@code renewed} of each. */
  public void start(Runnable renewed) {
    renewals =
        executor.scheduleWithFixedDelay(
            () -> renew(renewed), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The most recent inventory. */
  public Inventory latest() {
    return latest;
  }

  @Override
  public void close() {
    Future<?> begun = renewals;
    if (begun != null) {
      begun.cancel(true);
    }
    executor.shutdownNow();
  }

  private void renew(Runnable renewed) {
    Instant now = clock.instant();
    Instant settled = changed.plus(SETTLED);
    boolean hasSettled = settled.isAfter(made) && !settled.isAfter(now);
    if (!changed.isAfter(made) && !hasSettled) {
      return;
    }
    try {
      latest = inventory(now);
      made = now;
      renewed.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("inventory not renewed");
    }
  }

  private Inventory inventory(Instant now) {
    return InventoryBuilder.forCluster(now).addAll(view.objects()).build();
  }
}
