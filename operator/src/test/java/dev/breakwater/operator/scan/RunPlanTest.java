package dev.breakwater.operator.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ActiveRun;
import dev.breakwater.api.v1alpha1.FindingCounts;
import dev.breakwater.api.v1alpha1.LastRun;
import dev.breakwater.api.v1alpha1.MissedRuns;
import dev.breakwater.api.v1alpha1.RunResult;
import dev.breakwater.api.v1alpha1.RunTrigger;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleSpec;
import dev.breakwater.operator.image.ImageScanning.Progress;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is decided for a schedule, one look after the other. */
class RunPlanTest {
  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-03-02T01:00:00Z");
  private static final Instant DUE = Instant.parse("2026-03-02T02:00:00Z");
  private static final Optional<RunProgress> NO_RUN = Optional.empty();
  private static final RunProgress.Tally TALLY =
      new RunProgress.Tally(3, new FindingCounts(), 2, 1);

  private final ScanSchedule schedule = schedule();

  @Test
  void until_a_run_is_due_the_status_says_when_it_will_be() {
    RunPlan plan = look(NO_RUN, BEFORE);

    assertThat(plan.run()).isFalse();
    assertThat(plan.happened()).isEmpty();
    assertThat(plan.wake()).contains(DUE);
    assertThat(plan.status().getNextScheduleTime()).isEqualTo(DUE.toString());
    assertThat(ready(plan).getStatus()).isEqualTo("True");
  }

  @Test
  void a_run_that_is_due_starts_once() {
    RunPlan started = look(NO_RUN, DUE);

    assertThat(started.run()).isTrue();
    assertThat(reasons(started)).containsExactly("ScanStarted");
    assertThat(started.status().getLastScheduleTime()).isEqualTo(DUE.toString());
    RunPlan again = look(running(0, 3), DUE.plusSeconds(1));
    assertThat(again.happened()).isEmpty();
    assertThat(again.wake()).contains(DUE.plusSeconds(24 * 3600));
  }

  @Test
  void a_run_tells_how_far_it_is_and_how_it_ended() {
    look(NO_RUN, DUE);
    RunPlan halfway = look(running(2, 3), DUE.plusSeconds(5));
    assertThat(active(halfway).getWorkloadsDone()).isEqualTo(2);
    assertThat(active(halfway).getWorkloadsTotal()).isEqualTo(3);
    assertThat(active(halfway).getStartTime()).isEqualTo(DUE.toString());

    RunPlan ended = look(ended(""), DUE.plusSeconds(9));

    assertThat(ended.run()).isFalse();
    assertThat(ended.forget()).isTrue();
    assertThat(reasons(ended)).containsExactly("ScanCompleted");
    assertThat(ended.status().getActiveRun()).isNull();
    assertThat(last(ended).getResult()).isEqualTo(RunResult.SUCCEEDED);
    assertThat(last(ended).getNewCount()).isEqualTo(2);
    assertThat(last(ended).getFixed()).isEqualTo(1);
    assertThat(ended.status().getLastSuccessfulTime()).isNotNull();
  }

  @Test
  void a_failed_run_says_why_and_keeps_the_last_good_one_in_mind() {
    look(NO_RUN, DUE);
    look(ended(""), DUE.plusSeconds(9));
    String good = schedule.getStatus().getLastSuccessfulTime();
    look(NO_RUN, DUE.plusSeconds(24 * 3600));

    RunPlan failed = look(ended("Deployment shop/cart: refused"), DUE.plusSeconds(24 * 3600 + 9));

    assertThat(reasons(failed)).containsExactly("ScanFailed");
    assertThat(last(failed).getResult()).isEqualTo(RunResult.FAILED);
    assertThat(last(failed).getMessage()).contains("refused");
    assertThat(failed.status().getLastSuccessfulTime()).isEqualTo(good);
  }

  @Test
  void a_run_that_a_crash_interrupted_is_resumed_and_not_started_again() {
    look(NO_RUN, DUE);

    RunPlan resumed = look(NO_RUN, DUE.plusSeconds(30));

    assertThat(resumed.run()).isTrue();
    assertThat(resumed.happened()).isEmpty();
    assertThat(active(resumed).getStartTime()).isEqualTo(DUE.toString());
  }

  @Test
  void scan_now_starts_one_run_for_each_value_even_when_suspended() {
    schedule.getSpec().setSuspend(true);
    annotate("one");
    RunPlan started = look(NO_RUN, BEFORE);
    assertThat(active(started).getTrigger()).isEqualTo(RunTrigger.SCAN_NOW);
    look(ended(""), BEFORE.plusSeconds(1));

    assertThat(look(NO_RUN, BEFORE.plusSeconds(2)).run()).isFalse();
    annotate("two");
    assertThat(look(NO_RUN, BEFORE.plusSeconds(3)).run()).isTrue();
    assertThat(schedule.getStatus().getLastHandledScanNow()).isEqualTo("two");
  }

  @Test
  void a_request_during_a_run_waits_for_its_end() {
    annotate("one");
    look(NO_RUN, BEFORE);
    annotate("two");

    assertThat(look(running(1, 3), BEFORE.plusSeconds(1)).happened()).isEmpty();
    RunPlan next = look(ended(""), BEFORE.plusSeconds(2));

    assertThat(reasons(next)).containsExactly("ScanCompleted", "ScanStarted");
    assertThat(next.run()).isTrue();
    assertThat(next.forget()).isTrue();
  }

  @Test
  void a_run_due_during_another_is_dropped_and_said_to_be() {
    look(NO_RUN, DUE);

    RunPlan plan = look(running(1, 3), DUE.plusSeconds(24 * 3600));

    assertThat(reasons(plan)).containsExactly("RunDropped");
    assertThat(plan.happened().getFirst().note()).contains("concurrency: Forbid");
    assertThat(plan.status().getLastScheduleTime())
        .isEqualTo(DUE.plusSeconds(24 * 3600).toString());
  }

  @Test
  void missed_runs_are_made_up_for_once_or_left_out() {
    look(NO_RUN, BEFORE);
    Instant late = DUE.plusSeconds(3 * 24 * 3600 + 3600);
    assertThat(active(look(NO_RUN, late)).getTrigger()).isEqualTo(RunTrigger.MISSED);

    ScanSchedule skipping = schedule();
    skipping.getSpec().setMissedRuns(MissedRuns.SKIP);
    RunPlan skipped = RunPlan.decide(skipping, NO_RUN, new ImageSupport.Full(), late);
    assertThat(skipped.run()).isFalse();
    assertThat(reasons(skipped)).containsExactly("RunSkipped");
  }

  @Test
  void what_cannot_be_read_is_named_with_its_field() {
    schedule.getSpec().setSchedule("61 * * * *");
    assertThat(ready(look(NO_RUN, DUE)))
        .satisfies(
            ready -> {
              assertThat(ready.getStatus()).isEqualTo("False");
              assertThat(ready.getReason()).isEqualTo("InvalidSchedule");
              assertThat(ready.getMessage()).startsWith("spec.schedule: ").contains("61");
            });

    schedule.getSpec().setSchedule("0 2 * * *");
    schedule.getSpec().setTimeZone("Europe/Atlantis");
    assertThat(ready(look(NO_RUN, DUE)).getMessage())
        .startsWith("spec.timeZone: ")
        .contains("Europe/Atlantis");
  }

  @Test
  void a_run_that_is_under_way_ends_even_if_the_schedule_becomes_invalid() {
    look(NO_RUN, DUE);
    schedule.getSpec().setSchedule("61 * * * *");

    RunPlan plan = look(ended(""), DUE.plusSeconds(9));

    assertThat(plan.status().getActiveRun()).isNull();
    assertThat(plan.status().getLastRun()).isNotNull();
  }

  @Test
  void looking_again_changes_nothing() {
    look(NO_RUN, BEFORE);
    String status = Serialization.asJson(schedule.getStatus());

    look(NO_RUN, BEFORE.plusSeconds(60));

    assertThat(Serialization.asJson(schedule.getStatus())).isEqualTo(status);
  }

  /** Decides, and writes the status as the reconciler does. */
  private RunPlan look(Optional<RunProgress> progress, Instant now) {
    RunPlan plan = RunPlan.decide(schedule, progress, new ImageSupport.Full(), now);
    schedule.setStatus(plan.status());
    return plan;
  }

  private static Optional<RunProgress> running(int done, int total) {
    return Optional.of(new RunProgress.Running(done, total, new Progress(0, 0, 0)));
  }

  private static Optional<RunProgress> ended(String failure) {
    return Optional.of(
        new RunProgress.Ended(DUE.plusSeconds(8), TALLY, new Progress(3, 3, 1), failure));
  }

  private static ActiveRun active(RunPlan plan) {
    return Optional.ofNullable(plan.status().getActiveRun()).orElseThrow();
  }

  private static LastRun last(RunPlan plan) {
    return Optional.ofNullable(plan.status().getLastRun()).orElseThrow();
  }

  private static Condition ready(RunPlan plan) {
    return plan.status().getConditions().getFirst();
  }

  private static List<String> reasons(RunPlan plan) {
    return plan.happened().stream().map(RunPlan.Happened::reason).toList();
  }

  private void annotate(String value) {
    schedule.getMetadata().setAnnotations(Map.of("breakwater.dev/scan-now", value));
  }

  private static ScanSchedule schedule() {
    ScanScheduleSpec spec = new ScanScheduleSpec();
    spec.setSchedule("0 2 * * *");
    ScanSchedule schedule = new ScanSchedule();
    schedule.setMetadata(
        new ObjectMetaBuilder()
            .withName("nightly")
            .withUid("uid-1")
            .withGeneration(1L)
            .withCreationTimestamp(CREATED.toString())
            .build());
    schedule.setSpec(spec);
    return schedule;
  }
}
