package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.judgement.Subject;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.cluster.ClusterView;
import dev.breakwater.operator.cluster.Intentions;
import dev.breakwater.operator.report.ReportStore;
import dev.breakwater.operator.report.ReportWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges, on one thread: runs of schedules as they are asked for, and between them whatever has
 * changed.
 *
 * <p>One thread is enough, because judging ten thousand pods takes a second or two, and it spares
 * every question of two judgements of one object at a time. Only the writing is spread: that waits.
 */
public final class ScanWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScanWorker.class);

  /** How long a failed object waits until it is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** How often the progress of a run is told at most. */
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final ClusterView view;
  private final Intentions intentions;
  private final ReportStore store;
  private final ReportWriter writer;
  private final String operatorNamespace;
  private final Clock clock;
  private final Consumer<String> progressed;
  private final ScanMetrics metrics;
  private final ScanQueue queue;
  private final Map<String, RunProgress> runs = new ConcurrentHashMap<>();

  /** What is tried again between runs, even where no schedule wants changes judged at once. */
  private final Set<ObjectRef> failed = new HashSet<>();

  private final Thread thread;

  /**
   * Prepares to work; {@link #start()} begins.
   *
   * @param queue what is to be done
   * @param operatorNamespace where the cluster's report stands
   * @param progressed told the name of a schedule when its run has come further or has ended
   * @param metrics what is counted
   * @param died told when this worker can work no more, for a reason that nobody foresaw
   */
  public ScanWorker(
      ClusterView view,
      Intentions intentions,
      ReportStore store,
      ReportWriter writer,
      ScanQueue queue,
      String operatorNamespace,
      Clock clock,
      Consumer<String> progressed,
      ScanMetrics metrics,
      Runnable died) {
    this.view = view;
    this.intentions = intentions;
    this.store = store;
    this.writer = writer;
    this.queue = queue;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
    this.progressed = progressed;
    this.metrics = metrics;
    thread =
        Thread.ofPlatform()
            .name("scan")
            .uncaughtExceptionHandler(
                (worker, failure) -> {
                  LOG.error("scanning has ended", failure);
                  died.run();
                })
            .unstarted(this::work);
  }

  /** Begins to work. The watches must have synced: what they do not show counts as gone. */
  public void start() {
    thread.start();
  }

  /** Asks for a run of a schedule, unless one is already under way. */
  void run(ScanSchedule schedule) {
    if (runs.putIfAbsent(name(schedule), new RunProgress.Running(0, 0)) == null) {
      queue.run(schedule);
    }
  }

  /** How far the schedule's run is; empty if there is none. */
  Optional<RunProgress> progress(String schedule) {
    return Optional.ofNullable(runs.get(schedule));
  }

  /** Forgets a run that has ended: its outcome is written down. */
  void forget(String schedule) {
    runs.computeIfPresent(
        schedule, (name, progress) -> progress instanceof RunProgress.Ended ? null : progress);
  }

  /** Everything that is known, as one inventory. */
  public Inventory inventory() {
    return inventory(namespace -> true, clock.instant());
  }

  /** Lets what is under way end where it stands; a standby has nothing under way. */
  @Override
  public void close() {
    if (thread.isAlive()) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        switch (queue.take()) {
          case ScanQueue.Task.Run(ScanSchedule schedule) -> metrics.round(() -> execute(schedule));
          case ScanQueue.Task.Changes changes -> metrics.round(() -> rejudge(changes));
        }
      }
    } catch (InterruptedException | CancellationException e) {
      LOG.debug("scanning stops", e);
    }
  }

  private void execute(ScanSchedule schedule) {
    RunProgress.Ended ended;
    try {
      ended = judgeAll(schedule);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("schedule", name(schedule)).setCause(e).log("run failed");
      ended = new RunProgress.Ended(clock.instant(), RunProgress.Tally.none(), e.toString());
    }
    report(name(schedule), ended);
  }

  private RunProgress.Ended judgeAll(ScanSchedule schedule) {
    ScanScope scope = ScanScope.of(schedule);
    ReportRound round = round(namespace -> true, scopes(Optional.of(schedule)));
    Predicate<Subject> covered = subject -> covers(scope, subject);
    round.judgeAll(covered, new ProgressReports(name(schedule), round.count(covered))::next);
    round.sweep(namespace -> true);
    settle(round, new ScanQueue.Task.Changes(true, Set.of()));
    return new RunProgress.Ended(clock.instant(), round.tally(), summary(round.failures()));
  }

  private void rejudge(ScanQueue.Task.Changes changes) {
    try {
      ReportRound round = round(changes::concerns, scopes(Optional.empty()));
      Predicate<Subject> eager =
          subject -> subject.coverage().onChange() || failed.contains(subject.scope());
      if (changes.all()) {
        round.judgeAll(eager, () -> {});
      } else {
        round.judge(eager, () -> {});
      }
      round.sweep(changes::concerns);
      settle(round, changes);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("changes were not judged", e);
      queue.changedLater(changes, clock.instant().plus(RETRY));
    }
  }

  /**
   * What the schedules look at.
   *
   * @param asked the one that runs: the watch may not tell of it, or of its last edit, yet
   */
  private List<ScanScope> scopes(Optional<ScanSchedule> asked) {
    Map<String, ScanSchedule> schedules = new TreeMap<>();
    asked.ifPresent(schedule -> schedules.put(name(schedule), schedule));
    for (ScanSchedule schedule : intentions.schedules()) {
      schedules.merge(
          name(schedule),
          schedule,
          (known, told) -> generation(told) < generation(known) ? known : told);
    }
    return schedules.values().stream().map(ScanScope::of).toList();
  }

  private static String name(ScanSchedule schedule) {
    return schedule.getMetadata().getName();
  }

  private static long generation(ScanSchedule schedule) {
    return Objects.requireNonNullElse(schedule.getMetadata().getGeneration(), 0L);
  }

  /** Counts what the round did, and tries again later what failed. */
  private void settle(ReportRound round, ScanQueue.Task.Changes changes) {
    metrics.count(round);
    if (changes.all()) {
      failed.clear();
    }
    failed.addAll(round.failed());
    if (!round.failures().isEmpty()) {
      queue.changedLater(changes, clock.instant().plus(RETRY));
    }
  }

  private static boolean covers(ScanScope scope, Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of -> scope.covers(of.workload(), of.namespace());
      case Subject.OfNamespace of -> scope.covers(of.namespace());
      case Subject.OfCluster of -> true;
    };
  }

  private ReportRound round(Predicate<String> namespaces, List<ScanScope> scopes) {
    Instant now = clock.instant();
    return new ReportRound(
        inventory(namespaces, now), scopes, judge(now), store, writer, operatorNamespace, now);
  }

  /** A policy that cannot be read judges nothing here; its own status says why. */
  private Judge judge(Instant now) {
    List<Policy> policies = new ArrayList<>();
    intentions.policies().stream()
        .map(Policy::read)
        .forEach(
            parsed -> {
              if (parsed instanceof Parsed.Valid<Policy>(Policy policy)) {
                policies.add(policy);
              }
            });
    return new Judge(new ImagePolicies(policies, operatorNamespace), ImageScans.NONE, now);
  }

  private Inventory inventory(Predicate<String> namespaces, Instant now) {
    InventoryBuilder builder = InventoryBuilder.forCluster(now);
    for (KubernetesObject object : view.objects()) {
      if (namespaces.test(ScanQueue.namespace(object))) {
        builder.add(object);
      }
    }
    return builder.build();
  }

  private void report(String schedule, RunProgress progress) {
    runs.put(schedule, progress);
    progressed.accept(schedule);
  }

  /** Says how far a run is, but not so often that the telling costs more than the work. */
  private final class ProgressReports {
    private final String schedule;
    private final int total;
    private int done;
    private Instant last = clock.instant();

    ProgressReports(String schedule, int total) {
      this.schedule = schedule;
      this.total = total;
      report(schedule, new RunProgress.Running(0, total));
    }

    synchronized void next() {
      done++;
      Instant now = clock.instant();
      if (Duration.between(last, now).compareTo(PROGRESS) >= 0) {
        last = now;
        report(schedule, new RunProgress.Running(done, total));
      }
    }
  }

  private static String summary(List<String> failures) {
    return switch (failures.size()) {
      case 0 -> "";
      case 1 -> failures.getFirst();
      default -> failures.getFirst() + "; and " + (failures.size() - 1) + " more";
    };
  }
}
