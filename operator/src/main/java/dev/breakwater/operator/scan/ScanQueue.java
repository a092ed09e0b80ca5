package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.engine.inventory.KubernetesObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the worker is to do next: runs in the order in which they were asked for, and between them
 * changes, gathered by namespace, since a rollout brings dozens of them in a second.
 */
public final class ScanQueue {
  /** How long changes are gathered before they are judged. */
  private static final Duration GATHER = Duration.ofSeconds(1);

  /**
   * An object this young gets no report yet: its pods are still coming. A second more, for rounded
   * times.
   */
  private static final Duration YOUNG = Duration.ofSeconds(61);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ScanSchedule> runs = new ArrayDeque<>();
  private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::at));
  private final Set<String> namespaces = new HashSet<>();
  private boolean all;
  private Optional<Instant> gatheredUntil = Optional.empty();

  private record Later(Instant at, Task.Changes changes) {}

  /** Something to do. */
  sealed interface Task {
    /**
     * Run a schedule.
     *
     * @param schedule as it was when the run was asked for: the watch may not tell of it yet
     */
    record Run(ScanSchedule schedule) implements Task {}

    /**
     * Judge what has changed.
     *
     * @param all whether everything may have, since a schedule or a policy has
     * @param namespaces else, where something has; the empty text stands for what has no namespace
     */
    record Changes(boolean all, Set<String> namespaces) implements Task {
      boolean concerns(String namespace) {
        return all || namespaces.contains(namespace);
      }
    }
  }

  /** A queue without tasks. */
  public ScanQueue(Clock clock) {
    this.clock = clock;
  }

  /** An object has appeared, has changed or has gone. */
  public void changed(KubernetesObject object) {
    String namespace = namespace(object);
    Task.Changes here = new Task.Changes(false, Set.of(namespace));
    add(here);
    Instant settled = created(object).plus(YOUNG);
    if (settled.isAfter(clock.instant())) {
      changedLater(here, settled);
    }
  }

  /** Something new is known about images that run in these namespaces. */
  public void imagesScanned(Set<String> changed) {
    add(new Task.Changes(false, changed));
  }

  /** A schedule or a policy has changed, so anything may be judged otherwise now. */
  public void allChanged() {
    add(new Task.Changes(true, Set.of()));
  }

  /** Judges {@code changes} at {@code at}. */
  void changedLater(Task.Changes changes, Instant at) {
    locked(() -> later.add(new Later(at, changes)));
  }

  /** Runs {@code schedule} as soon as what is under way has ended. */
  void run(ScanSchedule schedule) {
    locked(() -> runs.add(schedule));
  }

  /** The namespace that an object belongs to: a Namespace belongs to itself. */
  static String namespace(KubernetesObject object) {
    return object.ref().kind().equals("Namespace") ? object.ref().name() : object.ref().namespace();
  }

  /** Waits for the next task. */
  Task take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Instant now = clock.instant();
        while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
          Later due = later.remove();
          gather(due.changes(), due.at());
        }
        if (!runs.isEmpty()) {
          return new Task.Run(runs.remove());
        }
        if (gatheredUntil.filter(until -> !until.isAfter(now)).isPresent()) {
          return gathered();
        }
        changed.awaitNanos(untilNext(now));
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long there is nothing to do, in nanoseconds, unless something changes. */
  private long untilNext(Instant now) {
    return gatheredUntil
        .or(() -> Optional.ofNullable(later.peek()).map(Later::at))
        .map(at -> Duration.between(now, at).toNanos())
        .orElse(Long.MAX_VALUE);
  }

  private Task gathered() {
    Task.Changes changes = new Task.Changes(all, Set.copyOf(namespaces));
    all = false;
    namespaces.clear();
    gatheredUntil = Optional.empty();
    return changes;
  }

  private void add(Task.Changes changes) {
    locked(() -> gather(changes, clock.instant()));
  }

  private void gather(Task.Changes changes, Instant now) {
    all |= changes.all();
    namespaces.addAll(changes.namespaces());
    if (gatheredUntil.isEmpty()) {
      gatheredUntil = Optional.of(now.plus(GATHER));
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static Instant created(KubernetesObject object) {
    try {
      return Instant.parse(object.body().at("metadata", "creationTimestamp").textOr(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
