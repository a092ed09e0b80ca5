package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.api.v1alpha1.MissedRuns;
import dev.breakwater.api.v1alpha1.RunTrigger;
import dev.breakwater.engine.schedule.RunDecision.Drop;
import dev.breakwater.engine.schedule.RunDecision.Skip;
import dev.breakwater.engine.schedule.RunDecision.StartRun;
import dev.breakwater.engine.schedule.RunDecision.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thursday, 1 January 2026, in UTC unless said otherwise. */
class RunScheduleTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Blackout OFFICE_HOURS = blackout("0 8 * * 1-5", Duration.ofHours(9));
  private static final RunSchedule NIGHTLY =
      new RunSchedule(
          Cron.parse("0 2 * * *"), UTC, false, Duration.ZERO, List.of(), MissedRuns.RUN_ONCE, "a");

  private static Blackout blackout(String schedule, Duration duration) {
    return new Blackout(Cron.parse(schedule), duration);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-" + time + "Z");
  }

  private static RunSchedule with(String cron, MissedRuns missed, Blackout... blackouts) {
    return new RunSchedule(
        Cron.parse(cron), UTC, false, Duration.ZERO, List.of(blackouts), missed, "a");
  }

  private static RunSchedule jittered(RunSchedule schedule, Duration jitter, String uid) {
    return new RunSchedule(
        schedule.schedule(),
        schedule.zone(),
        schedule.suspended(),
        jitter,
        schedule.blackouts(),
        schedule.missedRuns(),
        uid);
  }

  private static RunSchedule suspended(RunSchedule schedule) {
    return new RunSchedule(
        schedule.schedule(),
        schedule.zone(),
        true,
        schedule.jitter(),
        schedule.blackouts(),
        schedule.missedRuns(),
        schedule.uid());
  }

  private static RunState since(Instant since) {
    return new RunState(since, Optional.empty(), false, Optional.empty(), Optional.empty());
  }

  private static RunState last(Instant lastScheduleTime) {
    return new RunState(
        at("01T00:00:00"),
        Optional.of(lastScheduleTime),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static RunState running(RunState state) {
    return new RunState(
        state.since(), state.lastScheduleTime(), true, state.scanNow(), state.lastHandledScanNow());
  }

  private static RunState asked(RunState state, String value) {
    return new RunState(
        state.since(),
        state.lastScheduleTime(),
        state.running(),
        Optional.of(value),
        state.lastHandledScanNow());
  }

  private static StartRun started(RunTrigger trigger, String scheduled, String next) {
    return new StartRun(
        trigger, Optional.of(at(scheduled)), Optional.empty(), Optional.of(at(next)));
  }

  private static Wait notDue(String until) {
    return new Wait(Wait.Reason.NOT_DUE, Optional.of(at(until)), Optional.of(at(until)));
  }

  @Test
  void a_run_starts_when_it_is_due() {
    assertThat(NIGHTLY.decide(since(at("01T00:00:00")), at("01T02:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "01T02:00:00", "02T02:00:00"));
  }

  @Test
  void before_that_it_waits_until_it_is_due() {
    assertThat(NIGHTLY.decide(since(at("01T00:00:00")), at("01T01:59:59.999")))
        .isEqualTo(notDue("01T02:00:00"));
  }

  @Test
  void a_run_that_was_started_does_not_start_again() {
    assertThat(NIGHTLY.decide(last(at("01T02:00:00")), at("01T02:00:01")))
        .isEqualTo(notDue("02T02:00:00"));
  }

  @Test
  void time_before_creation_or_an_edit_is_never_missed() {
    assertThat(NIGHTLY.decide(since(at("01T02:00:00")), at("01T02:00:30")))
        .isEqualTo(notDue("02T02:00:00"));
  }

  @Test
  void many_missed_runs_become_one_for_the_latest_instant() {
    assertThat(NIGHTLY.decide(last(at("01T02:00:00")), at("05T03:00:00")))
        .isEqualTo(started(RunTrigger.MISSED, "05T02:00:00", "06T02:00:00"));
  }

  @Test
  void missed_runs_are_left_out_where_that_is_wanted() {
    assertThat(
            with("0 2 * * *", MissedRuns.SKIP).decide(last(at("01T02:00:00")), at("05T03:00:00")))
        .isEqualTo(new Skip(at("05T02:00:00"), Optional.of(at("06T02:00:00"))));
  }

  @Test
  void a_minute_late_is_not_missed() {
    RunSchedule schedule = with("0 2 * * *", MissedRuns.SKIP);
    RunState state = last(at("01T02:00:00"));
    assertThat(schedule.decide(state, at("02T02:01:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "02T02:00:00", "03T02:00:00"));
    assertThat(schedule.decide(state, at("02T02:01:01"))).isInstanceOf(Skip.class);
  }

  @Test
  void a_run_in_time_covers_those_missed_before_it() {
    assertThat(
            with("0 2 * * *", MissedRuns.SKIP).decide(last(at("01T02:00:00")), at("05T02:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "05T02:00:00", "06T02:00:00"));
  }

  @Test
  void years_of_seconds_become_one_run() {
    assertThat(
            with("@every 1s", MissedRuns.SKIP)
                .decide(last(Instant.parse("1990-01-01T00:00:00Z")), at("05T00:00:00")))
        .isEqualTo(
            new StartRun(
                RunTrigger.SCHEDULE,
                Optional.of(at("05T00:00:00")),
                Optional.empty(),
                Optional.of(at("05T00:00:01"))));
  }

  @Test
  void a_due_run_is_dropped_while_one_is_active() {
    assertThat(NIGHTLY.decide(running(last(at("01T02:00:00"))), at("02T02:00:00")))
        .isEqualTo(new Drop(at("02T02:00:00"), Optional.of(at("03T02:00:00"))));
  }

  @Test
  void a_suspended_schedule_starts_nothing() {
    assertThat(suspended(NIGHTLY).decide(last(at("01T02:00:00")), at("05T02:00:00")))
        .isEqualTo(new Wait(Wait.Reason.SUSPENDED, Optional.empty(), Optional.empty()));
  }

  @Test
  void a_run_due_in_a_blackout_starts_when_it_ends() {
    RunSchedule schedule = with("0 10 * * *", MissedRuns.SKIP, OFFICE_HOURS);
    RunState state = since(at("01T00:00:00"));
    assertThat(schedule.decide(state, at("01T10:00:00"))).isEqualTo(notDue("01T17:00:00"));
    assertThat(schedule.decide(state, at("01T17:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "01T10:00:00", "02T17:00:00"));
  }

  @Test
  void many_runs_due_in_a_blackout_become_one() {
    RunSchedule schedule = with("*/10 * * * *", MissedRuns.SKIP, OFFICE_HOURS);
    assertThat(schedule.decide(last(at("01T07:50:00")), at("01T16:59:59")))
        .isEqualTo(notDue("01T17:00:00"));
    assertThat(schedule.decide(last(at("01T07:50:00")), at("01T17:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "01T17:00:00", "01T17:10:00"));
  }

  @Test
  void a_run_missed_before_a_blackout_is_made_up_for_after_it() {
    RunSchedule schedule = with("0 7 * * *", MissedRuns.RUN_ONCE, OFFICE_HOURS);
    RunState state = since(at("01T00:00:00"));
    assertThat(schedule.decide(state, at("01T11:00:00"))).isEqualTo(notDue("01T17:00:00"));
    assertThat(schedule.decide(running(state), at("01T11:00:00"))).isEqualTo(notDue("01T17:00:00"));
    assertThat(schedule.decide(state, at("01T17:00:00")))
        .isEqualTo(started(RunTrigger.MISSED, "01T07:00:00", "02T07:00:00"));
  }

  @Test
  void a_run_missed_before_a_blackout_joins_the_one_that_the_blackout_holds() {
    RunSchedule schedule = with("0 7,10 * * *", MissedRuns.RUN_ONCE, OFFICE_HOURS);
    RunState state = since(at("01T00:00:00"));
    assertThat(schedule.decide(state, at("01T11:00:00"))).isEqualTo(notDue("01T17:00:00"));
    assertThat(schedule.decide(state, at("01T17:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "01T10:00:00", "02T07:00:00"));
  }

  @Test
  void a_run_missed_before_a_blackout_is_skipped_inside_it() {
    assertThat(
            with("0 7 * * *", MissedRuns.SKIP, OFFICE_HOURS)
                .decide(since(at("01T00:00:00")), at("01T11:00:00")))
        .isEqualTo(new Skip(at("01T07:00:00"), Optional.of(at("02T07:00:00"))));
  }

  @Test
  void a_run_that_is_due_just_before_a_blackout_starts_a_moment_late() {
    RunSchedule schedule = with("59 7 * * *", MissedRuns.SKIP, OFFICE_HOURS);
    assertThat(schedule.decide(since(at("01T00:00:00")), at("01T08:00:00")))
        .isEqualTo(started(RunTrigger.SCHEDULE, "01T07:59:00", "02T07:59:00"));
  }

  @Test
  void blackouts_that_touch_or_overlap_are_one() {
    RunSchedule schedule =
        with(
            "0 10 * * *",
            MissedRuns.SKIP,
            OFFICE_HOURS,
            blackout("0 17 * * *", Duration.ofHours(2)),
            blackout("30 18 * * *", Duration.ofHours(1)));
    assertThat(schedule.decide(since(at("01T00:00:00")), at("01T10:00:00")))
        .isEqualTo(notDue("01T19:30:00"));
  }

  @Test
  void a_blackout_of_weeks_ends() {
    RunSchedule schedule =
        with("0 2 * * *", MissedRuns.SKIP, blackout("0 0 20 12 *", Duration.ofDays(19)));
    assertThat(schedule.decide(since(at("01T00:00:00")), at("01T02:00:00")))
        .isEqualTo(notDue("08T00:00:00"));
  }

  @Test
  void a_blackout_without_end_is_said() {
    for (RunSchedule schedule :
        List.of(
            with("0 2 * * *", MissedRuns.SKIP, blackout("0 0 * * *", Duration.ofHours(24))),
            with("0 2 * * *", MissedRuns.SKIP, blackout("* * * * *", Duration.ofMinutes(1))))) {
      assertThat(schedule.decide(since(at("01T00:00:00")), at("01T02:00:00")))
          .isEqualTo(
              new Wait(
                  Wait.Reason.ENDLESS_BLACKOUT, Optional.of(at("02T02:00:00")), Optional.empty()));
    }
  }

  @Test
  void a_schedule_that_names_no_time_is_said() {
    assertThat(
            with("0 0 30 2 *", MissedRuns.SKIP).decide(since(at("01T00:00:00")), at("05T00:00:00")))
        .isEqualTo(new Wait(Wait.Reason.NEVER_DUE, Optional.empty(), Optional.empty()));
  }

  @Test
  void jitter_spreads_schedules_evenly_and_the_same_each_day() {
    List<Duration> offsets =
        IntStream.range(0, 1000)
            .mapToObj(i -> jittered(NIGHTLY, Duration.ofMinutes(10), "uid-" + i))
            .map(schedule -> schedule.decide(since(at("01T00:00:00")), at("01T00:00:00")))
            .map(wait -> Duration.between(at("01T02:00:00"), wait.nextScheduleTime().orElseThrow()))
            .toList();
    assertThat(offsets).allMatch(o -> !o.isNegative() && o.compareTo(Duration.ofMinutes(10)) < 0);
    assertThat(offsets.stream().filter(o -> o.toMinutes() < 5).count()).isBetween(430L, 570L);
    RunSchedule one = jittered(NIGHTLY, Duration.ofMinutes(10), "uid-1");
    assertThat(one.decide(last(at("01T02:00:00")), at("01T12:00:00")))
        .isEqualTo(
            new Wait(
                Wait.Reason.NOT_DUE,
                Optional.of(at("02T02:00:00").plus(offsets.get(1))),
                Optional.of(at("02T02:00:00").plus(offsets.get(1)))));
  }

  @Test
  void jitter_never_leads_into_a_blackout() {
    RunSchedule schedule = with("55 7 * * 1-5", MissedRuns.SKIP, OFFICE_HOURS);
    for (int i = 0; i < 200; i++) {
      assertThat(
              jittered(schedule, Duration.ofHours(1), "uid-" + i)
                  .decide(since(at("01T00:00:00")), at("01T00:00:00"))
                  .nextScheduleTime()
                  .orElseThrow())
          .isBetween(at("01T07:55:00"), at("01T07:59:59"));
    }
  }

  @Test
  void waiting_for_jitter_is_not_being_late() {
    RunSchedule schedule =
        jittered(with("0 2 * * *", MissedRuns.SKIP), Duration.ofHours(5), "uid-1");
    Instant start =
        schedule
            .decide(since(at("01T00:00:00")), at("01T00:00:00"))
            .nextScheduleTime()
            .orElseThrow();
    assertThat(start).isAfter(at("01T02:10:00"));
    assertThat(schedule.decide(since(at("01T00:00:00")), start))
        .isInstanceOfSatisfying(
            StartRun.class,
            run -> {
              assertThat(run.trigger()).isEqualTo(RunTrigger.SCHEDULE);
              assertThat(run.scheduleTime()).contains(at("01T02:00:00"));
            });
  }

  @Test
  void scan_now_heeds_neither_suspension_nor_blackout() {
    RunSchedule schedule = suspended(with("0 10 * * *", MissedRuns.SKIP, OFFICE_HOURS));
    assertThat(schedule.decide(asked(last(at("01T10:00:00")), "please"), at("02T11:00:00")))
        .isEqualTo(
            new StartRun(
                RunTrigger.SCAN_NOW, Optional.empty(), Optional.of("please"), Optional.empty()));
  }

  @Test
  void scan_now_leaves_a_run_that_a_blackout_holds_to_its_time() {
    RunSchedule schedule = with("0 10 * * *", MissedRuns.SKIP, OFFICE_HOURS);
    assertThat(schedule.decide(asked(since(at("01T00:00:00")), "x"), at("01T11:00:00")))
        .isEqualTo(
            new StartRun(
                RunTrigger.SCAN_NOW,
                Optional.empty(),
                Optional.of("x"),
                Optional.of(at("01T17:00:00"))));
  }

  @Test
  void scan_now_serves_as_the_scheduled_run_that_is_due() {
    assertThat(NIGHTLY.decide(asked(since(at("01T00:00:00")), "x"), at("01T02:00:00")))
        .isEqualTo(
            new StartRun(
                RunTrigger.SCAN_NOW,
                Optional.of(at("01T02:00:00")),
                Optional.of("x"),
                Optional.of(at("02T02:00:00"))));
  }

  @Test
  void scan_now_waits_for_the_active_run_and_is_not_dropped() {
    RunState state = asked(last(at("01T02:00:00")), "x");
    assertThat(NIGHTLY.decide(running(state), at("01T03:00:00")))
        .isEqualTo(
            new Wait(
                Wait.Reason.SCAN_NOW_WAITS,
                Optional.of(at("02T02:00:00")),
                Optional.of(at("02T02:00:00"))));
    assertThat(NIGHTLY.decide(state, at("01T03:00:00"))).isInstanceOf(StartRun.class);
  }

  @Test
  void a_handled_scan_now_stays_handled_and_a_new_value_is_a_new_request() {
    RunState handled =
        new RunState(
            at("01T00:00:00"), Optional.empty(), false, Optional.of("1"), Optional.of("1"));
    assertThat(NIGHTLY.decide(handled, at("01T01:00:00"))).isInstanceOf(Wait.class);
    assertThat(NIGHTLY.decide(asked(handled, "2"), at("01T01:00:00"))).isInstanceOf(StartRun.class);
  }

  @Test
  void a_blackout_needs_fixed_times_and_a_duration() {
    assertThatThrownBy(() -> blackout("@every 1h", Duration.ofMinutes(1)))
        .hasMessage(
            "\"@every 1h\": a blackout needs fixed times to begin at; use fields, as in \"0 8 * *"
                + " 1-5\"");
    assertThatThrownBy(() -> blackout("0 8 * * *", Duration.ZERO))
        .hasMessage("duration PT0S of a blackout is too short; use at least 1s");
  }
}
