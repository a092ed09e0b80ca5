package dev.breakwater.engine.schedule;

import dev.breakwater.api.v1alpha1.MissedRuns;
import dev.breakwater.api.v1alpha1.RunTrigger;
import dev.breakwater.engine.schedule.RunDecision.Drop;
import dev.breakwater.engine.schedule.RunDecision.Skip;
import dev.breakwater.engine.schedule.RunDecision.StartRun;
import dev.breakwater.engine.schedule.RunDecision.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * When runs start: the times of a ScanSchedule.
 *
 * <p>An instant of {@code schedule} that lies in a blackout is held until the blackout ends; what
 * was held together becomes one run. Then comes the spread, which never leads back into a blackout.
 * A run that makes up for missed ones is held by a blackout, too; it joins a run that is held
 * already.
 *
 * @param zone the zone in which {@code schedule} and the blackouts are read
 * @param suspended whether only runs that a person asks for start
 * @param jitter over how long runs are spread; zero for not at all
 * @param uid the resource's uid: what decides its place in the spread
 */
public record RunSchedule(
    Cron schedule,
    ZoneId zone,
    boolean suspended,
    Duration jitter,
    List<Blackout> blackouts,
    MissedRuns missedRuns,
    String uid) {

  /**
   * A run counts as missed when it could have started longer ago than this. A change of leader
   * takes less than that; waiting for the end of a blackout or for the spread does not count.
   */
  public static final Duration LATE = Duration.ofMinutes(1);

  /** How long to wait before looking again for the end of a blackout that had none. */
  private static final Duration ENDLESS_BLACKOUT_RECHECK = Duration.ofDays(1);

  /** Takes the blackouts as they are now. */
  public RunSchedule {
    blackouts = List.copyOf(blackouts);
  }

  /**
   * What is to be done at {@code now}. Asked again after each decision was written down, this ends
   * with a {@link Wait}; however long nobody asked, that takes a few steps.
   */
  public RunDecision decide(RunState state, Instant now) {
    Outlook outlook = suspended ? Outlook.NOTHING : outlook(state.base(), now);
    Optional<Instant> due = outlook.due;
    Optional<Instant> next = outlook.release;
    Optional<String> request = state.openRequest();
    if (request.isPresent() && !state.running()) {
      // It serves as the scheduled run, too, if one is due: that would have to be dropped now.
      return new StartRun(RunTrigger.SCAN_NOW, due, request, next);
    }
    if (due.isPresent()) {
      return dueRun(due.get(), outlook.late, state.running(), next);
    }
    if (request.isPresent()) {
      return new Wait(Wait.Reason.SCAN_NOW_WAITS, next, next);
    }
    if (suspended) {
      return new Wait(Wait.Reason.SUSPENDED, next, next);
    }
    if (next.isPresent()) {
      return new Wait(Wait.Reason.NOT_DUE, next, next);
    }
    return outlook.held
        ? new Wait(
            Wait.Reason.ENDLESS_BLACKOUT, Optional.of(now.plus(ENDLESS_BLACKOUT_RECHECK)), next)
        : new Wait(Wait.Reason.NEVER_DUE, next, next);
  }

  /**
   * What the times alone say.
   *
   * @param due the latest instant whose run may start now
   * @param late whether that run could have started more than {@link #LATE} ago
   * @param held whether there is an instant after {@code due} whose run may not start yet
   * @param release when that run may start; empty where its blackout has no end
   */
  private record Outlook(
      Optional<Instant> due, boolean late, boolean held, Optional<Instant> release) {
    private static final Outlook NOTHING =
        new Outlook(Optional.empty(), false, false, Optional.empty());
  }

  private Outlook outlook(Instant base, Instant now) {
    ReleaseTimes releases = new ReleaseTimes(blackouts, zone, jitter, uid);
    Optional<Instant> due =
        schedule.last(base, now, zone, at -> isBefore(releases.of(at), now.plusNanos(1)));
    Optional<Instant> next = schedule.next(due.orElse(base), zone);
    boolean late = due.isPresent() && isBefore(releases.of(due.get()), now.minus(LATE));
    if (late && missedRuns == MissedRuns.RUN_ONCE) {
      Optional<Instant> waiting = next.filter(at -> !at.isAfter(now));
      if (waiting.isPresent() || releases.isInBlackout(now)) {
        return new Outlook(Optional.empty(), false, true, releases.of(waiting.orElse(now)));
      }
    }
    return new Outlook(due, late, next.isPresent(), next.flatMap(releases::of));
  }

  private static boolean isBefore(Optional<Instant> at, Instant limit) {
    return at.filter(limit::isAfter).isPresent();
  }

  private RunDecision dueRun(
      Instant scheduled, boolean late, boolean running, Optional<Instant> next) {
    if (running) {
      return new Drop(scheduled, next);
    }
    if (!late) {
      return new StartRun(RunTrigger.SCHEDULE, Optional.of(scheduled), Optional.empty(), next);
    }
    return switch (missedRuns) {
      case RUN_ONCE ->
          new StartRun(RunTrigger.MISSED, Optional.of(scheduled), Optional.empty(), next);
      case SKIP -> new Skip(scheduled, next);
    };
  }

  /** The same for two schedules whose times are written alike, on every machine. */
  public String fingerprint() {
    String times =
        String.join(
            "\n",
            schedule.toString(),
            zone.getId(),
            Boolean.toString(suspended),
            jitter.toString(),
            blackouts.toString(),
            missedRuns.name());
    return HexFormat.of().formatHex(ReleaseTimes.sha256(times), 0, 8);
  }
}
