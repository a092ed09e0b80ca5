package dev.breakwater.operator.scan;

import static java.util.Objects.requireNonNullElse;

import dev.breakwater.api.v1alpha1.ActiveRun;
import dev.breakwater.api.v1alpha1.LastRun;
import dev.breakwater.api.v1alpha1.RunResult;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleStatus;
import dev.breakwater.api.v1alpha1.TimesInForce;
import dev.breakwater.engine.schedule.InForce;
import dev.breakwater.engine.schedule.RunDecision;
import dev.breakwater.engine.schedule.RunSchedule;
import dev.breakwater.engine.schedule.RunState;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.event.Events;
import dev.breakwater.operator.status.Conditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a schedule now. Pure.
 *
 * @param status what the status must say before anything else is done
 * @param run whether a run must be under way afterwards
 * @param forget whether the outcome of a run is in {@code status} and need not be remembered any
 *     more
 * @param happened what to tell in events, once the status is written
 * @param wake when to look again; empty: when something changes
 */
record RunPlan(
    ScanScheduleStatus status,
    boolean run,
    boolean forget,
    List<Happened> happened,
    Optional<Instant> wake) {
  /** The annotation by which a person asks for a run: any new value starts one. */
  static final String SCAN_NOW = "breakwater.dev/scan-now";

  /** Something to tell in an event. */
  record Happened(Events.Type type, String reason, String note) {}

  /**
   * Decides.
   *
   * @param schedule the resource as it stands
   * @param progress of its run, as this process knows it
   * @param images whether images can be scanned
   */
  static RunPlan decide(
      ScanSchedule schedule, Optional<RunProgress> progress, ImageSupport images, Instant now) {
    return new Decision(schedule, progress, images, now).plan();
  }

  private static final class Decision {
    private final ScanSchedule schedule;
    private final Optional<RunProgress> progress;
    private final ImageSupport images;
    private final Instant now;
    private final ScanScheduleStatus before;
    private final ScanScheduleStatus after = new ScanScheduleStatus();
    private final List<Happened> happened = new ArrayList<>();
    private boolean forget;

    Decision(
        ScanSchedule schedule, Optional<RunProgress> progress, ImageSupport images, Instant now) {
      this.images = images;
      this.schedule = schedule;
      this.progress = progress;
      this.now = now;
      this.before = requireNonNullElse(schedule.getStatus(), new ScanScheduleStatus());
    }

    RunPlan plan() {
      after.setObservedGeneration(schedule.getMetadata().getGeneration());
      after.setTimesInForce(before.getTimesInForce());
      after.setLastScheduleTime(before.getLastScheduleTime());
      after.setLastHandledScanNow(before.getLastHandledScanNow());
      after.setLastRun(before.getLastRun());
      after.setLastSuccessfulTime(before.getLastSuccessfulTime());
      after.setActiveRun(before.getActiveRun());
      progress.ifPresent(this::follow);
      return switch (ScheduleTimes.of(schedule)) {
        case Parsed.Invalid<RunSchedule>(String reason) -> invalid(reason);
        case Parsed.Valid<RunSchedule>(RunSchedule times) -> valid(times);
      };
    }

    private RunPlan invalid(String reason) {
      after.setConditions(conditions(false, "InvalidSchedule", reason).list());
      return new RunPlan(after, after.getActiveRun() != null, forget, happened, Optional.empty());
    }

    private RunPlan valid(RunSchedule times) {
      InForce inForce = inForce(times);
      TimesInForce written = new TimesInForce();
      written.setSince(inForce.since().toString());
      written.setFingerprint(inForce.fingerprint());
      written.setGeneration(inForce.generation());
      after.setTimesInForce(written);
      RunDecision.Wait wait = settle(times, inForce.since());
      after.setNextScheduleTime(wait.nextScheduleTime().map(this::second).orElse(null));
      boolean never =
          wait.reason() == RunDecision.Wait.Reason.NEVER_DUE
              || wait.reason() == RunDecision.Wait.Reason.ENDLESS_BLACKOUT;
      after.setConditions(
          never
              ? conditions(false, "NeverRuns", wait.reason().message()).list()
              : conditions(true, "Scheduled", "runs start as spec.schedule says").list());
      return new RunPlan(after, after.getActiveRun() != null, forget, happened, wait.until());
    }

    /** Takes every decision that is open, until there is nothing left but to wait. */
    private RunDecision.Wait settle(RunSchedule times, Instant since) {
      while (true) {
        RunState state =
            new RunState(
                since,
                instant(after.getLastScheduleTime()),
                after.getActiveRun() != null,
                scanNow(),
                Optional.ofNullable(after.getLastHandledScanNow()));
        switch (times.decide(state, now)) {
          case RunDecision.Wait wait -> {
            return wait;
          }
          case RunDecision.StartRun start -> start(start);
          case RunDecision.Drop drop -> {
            after.setLastScheduleTime(drop.scheduleTime().toString());
            tell(
                Events.Type.WARNING,
                "RunDropped",
                "the run due at "
                    + drop.scheduleTime()
                    + " was left out: the one before has not ended (concurrency: Forbid)");
          }
          case RunDecision.Skip skip -> {
            after.setLastScheduleTime(skip.scheduleTime().toString());
            tell(
                Events.Type.NORMAL,
                "RunSkipped",
                "the run due at "
                    + skip.scheduleTime()
                    + " was missed and is left out (missedRuns: Skip)");
          }
        }
      }
    }

    private void start(RunDecision.StartRun start) {
      start.scheduleTime().ifPresent(at -> after.setLastScheduleTime(at.toString()));
      start.scanNow().ifPresent(after::setLastHandledScanNow);
      ActiveRun run = new ActiveRun();
      run.setStartTime(second(now));
      run.setTrigger(start.trigger());
      run.setScheduleTime(start.scheduleTime().map(Instant::toString).orElse(null));
      after.setActiveRun(run);
      tell(
          Events.Type.NORMAL,
          "ScanStarted",
          switch (start.trigger()) {
            case SCHEDULE -> "a scan has started: it was due";
            case MISSED -> "a scan has started: it was due while the operator was away";
            case SCAN_NOW -> "a scan has started: " + SCAN_NOW + " asked for it";
          });
    }

    /** Brings the status up to what the run has come to. */
    private void follow(RunProgress current) {
      ActiveRun active = after.getActiveRun();
      if (active == null) {
        forget = current instanceof RunProgress.Ended;
        return;
      }
      switch (current) {
        case RunProgress.Running running -> {
          ActiveRun run = new ActiveRun();
          run.setStartTime(active.getStartTime());
          run.setTrigger(active.getTrigger());
          run.setScheduleTime(active.getScheduleTime());
          run.setWorkloadsDone(running.done());
          run.setWorkloadsTotal(running.total());
          run.setImagesDone(running.images().done());
          run.setImagesTotal(running.images().total());
          after.setActiveRun(run);
        }
        case RunProgress.Ended ended -> end(active, ended);
      }
    }

    private void end(ActiveRun active, RunProgress.Ended ended) {
      boolean failed = !ended.failure().isEmpty();
      LastRun last = new LastRun();
      last.setStartTime(active.getStartTime());
      last.setCompletionTime(second(ended.completed()));
      last.setTrigger(active.getTrigger());
      last.setResult(failed ? RunResult.FAILED : RunResult.SUCCEEDED);
      last.setMessage(failed ? ended.failure() : ended.tally().workloads() + " objects judged");
      last.setImages(ended.images().total());
      last.setImagesFailed(ended.images().failed());
      last.setWorkloads(ended.tally().workloads());
      last.setFindings(ended.tally().findings());
      last.setNewCount(ended.tally().news());
      last.setFixed(ended.tally().fixed());
      after.setLastRun(last);
      after.setActiveRun(null);
      forget = true;
      if (failed) {
        tell(Events.Type.WARNING, "ScanFailed", ended.failure());
      } else {
        after.setLastSuccessfulTime(second(ended.completed()));
        tell(
            Events.Type.NORMAL,
            "ScanCompleted",
            "%d objects judged, %d findings new, %d fixed%s"
                .formatted(
                    ended.tally().workloads(),
                    ended.tally().news(),
                    ended.tally().fixed(),
                    ended.images().failed() == 0
                        ? ""
                        : ", %d of %d images could not be scanned"
                            .formatted(ended.images().failed(), ended.images().total())));
      }
    }

    private Conditions conditions(boolean ready, String reason, String message) {
      boolean active = after.getActiveRun() != null;
      boolean suspended = schedule.getSpec().isSuspend();
      Conditions conditions =
          new Conditions(before.getConditions(), schedule.getMetadata().getGeneration(), now)
              .set("Ready", ready, reason, message)
              .set(
                  "Scanning",
                  active,
                  active ? "RunActive" : "Idle",
                  active ? "a run is under way" : "no run is under way")
              .set(
                  "Suspended",
                  suspended,
                  suspended ? "SuspendedBySpec" : "Active",
                  suspended
                      ? "spec.suspend is true: only breakwater.dev/scan-now starts a run"
                      : "spec.suspend is false");
      images.describe(schedule.getSpec().getScanners(), conditions);
      return conditions;
    }

    private InForce inForce(RunSchedule times) {
      Optional<InForce> recorded =
          Optional.ofNullable(before.getTimesInForce())
              .flatMap(
                  known ->
                      instant(known.getSince())
                          .map(
                              since ->
                                  new InForce(
                                      since, known.getFingerprint(), known.getGeneration())));
      return InForce.observe(times, schedule.getMetadata().getGeneration(), edited(), recorded);
    }

    /** When the spec was last written, as far as the managed fields tell. */
    private Instant edited() {
      if (schedule.getMetadata().getGeneration() == 1) {
        return instant(schedule.getMetadata().getCreationTimestamp()).orElse(now);
      }
      return schedule.getMetadata().getManagedFields().stream()
          .filter(
              entry ->
                  entry.getFieldsV1() != null
                      && entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
          .flatMap(entry -> instant(entry.getTime()).stream())
          .max(Instant::compareTo)
          .orElse(now);
    }

    private Optional<String> scanNow() {
      Map<String, String> annotations = schedule.getMetadata().getAnnotations();
      return Optional.ofNullable(annotations == null ? null : annotations.get(SCAN_NOW));
    }

    private void tell(Events.Type type, String reason, String note) {
      happened.add(new Happened(type, reason, note));
    }

    private String second(Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Optional<Instant> instant(@Nullable String text) {
      return Optional.ofNullable(text).map(Instant::parse);
    }
  }
}
