package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.judgement.Subject;
import dev.breakwater.operator.image.ImageScanning.Progress;
import dev.breakwater.operator.image.ImageUse;
import dev.breakwater.operator.image.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private final Rounds rounds;
  private final Clock clock;
  private final Consumer<String> progressed;
  private final ScanMetrics metrics;
  private final ScanQueue queue;
  private final ImageDemand images;
  private final Map<String, RunProgress> runs = new ConcurrentHashMap<>();

  /** Runs that have judged everything, and wait for images that are being read. */
  private final Map<String, Held> held = new TreeMap<>();

  /** What is tried again between runs, even where no schedule wants changes judged at once. */
  private final Set<ObjectRef> failed = new HashSet<>();

  private final Thread thread;

  private record Held(ScanSchedule schedule, int workloads, List<ImageUse> uses) {}

  /**
   * Prepares to work; {@link #start()} begins.
   *
   * @param rounds makes what is judged
   * @param queue what is to be done
   * @param images what is to be known of images
   * @param progressed told the name of a schedule when its run has come further or has ended
   * @param metrics what is counted
   * @param died told when this worker can work no more, for a reason that nobody foresaw
   */
  public ScanWorker(
      Rounds rounds,
      ScanQueue queue,
      ImageDemand images,
      Clock clock,
      Consumer<String> progressed,
      ScanMetrics metrics,
      Runnable died) {
    this.rounds = rounds;
    this.queue = queue;
    this.images = images;
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
    if (runs.putIfAbsent(name(schedule), RunProgress.Running.waiting()) == null) {
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
    RunProgress progress;
    try {
      progress = judgeAll(schedule);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("schedule", name(schedule)).setCause(e).log("run failed");
      progress =
          new RunProgress.Ended(
              clock.instant(), RunProgress.Tally.none(), images.progress(List.of()), e.toString());
    }
    report(name(schedule), progress);
  }

  /** The first time asks for all images; the second one, when their scans have ended, sums up. */
  private RunProgress judgeAll(ScanSchedule schedule) {
    boolean first = held.remove(name(schedule)) == null;
    ScanScope scope = ScanScope.of(schedule);
    ReportRound round = rounds.of(namespace -> true, Optional.of(schedule));
    Predicate<Subject> covered = subject -> covers(scope, subject);
    List<Subject> subjects = round.subjects(covered);
    List<ImageUse> uses = images.of(subjects);
    images.retain(images.of(round.subjects(subject -> true)));
    images.want(uses, round.scopes(), first);
    // Asked before anything is judged: what is learned meanwhile is not in these reports.
    boolean complete = images.progress(uses).isComplete();
    round.judgeAll(covered, new ProgressReports(name(schedule), subjects.size(), uses)::next);
    round.sweep(namespace -> true);
    settle(round, new ScanQueue.Task.Changes(true, Set.of()));
    Progress ofImages = images.progress(uses);
    if (!complete) {
      held.put(name(schedule), new Held(schedule, subjects.size(), uses));
      return new RunProgress.Running(subjects.size(), subjects.size(), ofImages);
    }
    return new RunProgress.Ended(
        clock.instant(), round.tally(), ofImages, summary(round.failures()));
  }

  /** Lets runs end whose images have been read. */
  private void release() {
    held.forEach(
        (name, run) -> {
          Progress ofImages = images.progress(run.uses());
          if (ofImages.isComplete()) {
            queue.run(run.schedule());
          } else {
            report(name, new RunProgress.Running(run.workloads(), run.workloads(), ofImages));
          }
        });
  }

  private void rejudge(ScanQueue.Task.Changes changes) {
    Set<Target> news = images.takeNews();
    try {
      ReportRound round = rounds.of(changes::concerns, Optional.empty());
      Predicate<Subject> eager =
          subject ->
              subject.coverage().onChange()
                  || failed.contains(subject.scope())
                  || images.uses(subject, news);
      images.want(images.of(round.subjects(eager)), round.scopes(), false);
      if (changes.all()) {
        images.retain(images.of(round.subjects(subject -> true)));
        round.judgeAll(eager, () -> {});
      } else {
        round.judge(eager, () -> {});
      }
      round.sweep(changes::concerns);
      settle(round, changes);
      release();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("changes were not judged", e);
      images.giveBack(news);
      queue.changedLater(changes, clock.instant().plus(RETRY));
    }
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

  private static String name(ScanSchedule schedule) {
    return schedule.getMetadata().getName();
  }

  private static boolean covers(ScanScope scope, Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of -> scope.covers(of.workload(), of.namespace());
      case Subject.OfNamespace of -> scope.covers(of.namespace());
      case Subject.OfCluster of -> true;
    };
  }

  private void report(String schedule, RunProgress progress) {
    runs.put(schedule, progress);
    progressed.accept(schedule);
  }

  /** Says how far a run is, but not so often that the telling costs more than the work. */
  private final class ProgressReports {
    private final String schedule;
    private final int total;
    private final List<ImageUse> uses;
    private int done;
    private Instant last = clock.instant();

    ProgressReports(String schedule, int total, List<ImageUse> uses) {
      this.schedule = schedule;
      this.total = total;
      this.uses = uses;
      report(schedule, new RunProgress.Running(0, total, images.progress(uses)));
    }

    synchronized void next() {
      done++;
      Instant now = clock.instant();
      if (Duration.between(last, now).compareTo(PROGRESS) >= 0) {
        last = now;
        report(schedule, new RunProgress.Running(done, total, images.progress(uses)));
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
