package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Judges and writes, on one thread: runs of schedules as they are asked for, and between them
 * whatever has changed.
 *
 * <p>One thread is enough, because judging ten thousand pods takes a second or two, and it spares
 * every question of two judgements of one object at a time.
 */
public final class ScanWorker implements AutoCloseable {
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
  private final ScanQueue queue;
  private final Map<String, RunProgress> runs = new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofPlatform().name("scan").unstarted(this::work);

  /**
   * Prepares to work; {@link #start()} begins.
   *
   * @param queue what is to be done
   * @param operatorNamespace where the cluster's report stands
   * @param progressed told the name of a schedule when its run has come further or has ended
   */
  public ScanWorker(
      ClusterView view,
      Intentions intentions,
      ReportStore store,
      ReportWriter writer,
      ScanQueue queue,
      String operatorNamespace,
      Clock clock,
      Consumer<String> progressed) {
    this.view = view;
    this.intentions = intentions;
    this.store = store;
    this.writer = writer;
    this.queue = queue;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
    this.progressed = progressed;
  }

  /** Begins to work. The watches must have synced: what they do not show counts as gone. */
  public void start() {
    thread.start();
  }

  /** Asks for a run of a schedule, unless one is already under way. */
  void run(String schedule) {
    if (runs.putIfAbsent(schedule, new RunProgress.Running(0, 0)) == null) {
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

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        switch (queue.take()) {
          case ScanQueue.Task.Run(String schedule) -> execute(schedule);
          case ScanQueue.Task.Changes changes -> rejudge(changes);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void execute(String schedule) {
    Optional<ScanScope> scope =
        intentions.schedules().stream()
            .filter(candidate -> candidate.getMetadata().getName().equals(schedule))
            .findFirst()
            .map(ScanScope::of);
    ReportRound round = round(namespace -> true);
    Predicate<Subject> covered =
        subject -> scope.filter(found -> covers(found, subject)).isPresent();
    int total = round.count(covered);
    round.judgeAll(covered, new ProgressReports(schedule, total)::next);
    round.sweep(namespace -> true);
    retry(round, Optional.empty());
    report(
        schedule, new RunProgress.Ended(clock.instant(), round.tally(), summary(round.failures())));
  }

  private void rejudge(ScanQueue.Task.Changes changes) {
    ReportRound round = round(changes::concerns);
    round.judge(subject -> subject.coverage().onChange(), () -> {});
    round.sweep(changes::concerns);
    retry(round, Optional.of(changes));
  }

  private void retry(ReportRound round, Optional<ScanQueue.Task.Changes> changes) {
    if (!round.failures().isEmpty()) {
      changes.ifPresentOrElse(
          which -> queue.changedLater(which, clock.instant().plus(RETRY)),
          () -> queue.allChangedLater(clock.instant().plus(RETRY)));
    }
  }

  private static boolean covers(ScanScope scope, Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of -> scope.covers(of.workload(), of.namespace());
      case Subject.OfNamespace of -> scope.covers(of.namespace());
      case Subject.OfCluster of -> true;
    };
  }

  private ReportRound round(Predicate<String> namespaces) {
    Instant now = clock.instant();
    List<ScanScope> scopes = new ArrayList<>();
    for (ScanSchedule schedule : intentions.schedules()) {
      scopes.add(ScanScope.of(schedule));
    }
    return new ReportRound(
        inventory(namespaces, now), scopes, judge(), store, writer, operatorNamespace, now);
  }

  /** A policy that cannot be read judges nothing here; its own status says why. */
  private Judge judge() {
    List<Policy> policies = new ArrayList<>();
    intentions.policies().stream()
        .map(Policy::read)
        .forEach(
            parsed -> {
              if (parsed instanceof Parsed.Valid<Policy>(Policy policy)) {
                policies.add(policy);
              }
            });
    return new Judge(new ImagePolicies(policies, operatorNamespace));
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

    void next() {
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
