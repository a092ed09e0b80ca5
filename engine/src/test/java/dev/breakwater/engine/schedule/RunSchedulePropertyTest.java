package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.MissedRuns;
import dev.breakwater.engine.schedule.RunDecision.Drop;
import dev.breakwater.engine.schedule.RunDecision.Skip;
import dev.breakwater.engine.schedule.RunDecision.StartRun;
import dev.breakwater.engine.schedule.RunDecision.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks through days minute by minute, with runs, requests and an operator that is away at times,
 * and compares each decision with what a reader of the documentation would work out by listing
 * minutes.
 */
class RunSchedulePropertyTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int MINUTES = 4 * 24 * 60;

  /** Each day of this walk is listed, not only those walked: windows may begin before. */
  private static final int BEFORE = 3 * 24 * 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void every_decision_is_the_one_of_a_list_of_minutes(long seed) {
    Random random = new Random(seed);
    // Some walks cross the end of summer time, some its beginning, some neither.
    Instant start =
        Instant.parse(
            List.of("2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z", "2026-06-10T00:00:00Z")
                .get((int) (seed % 3)));
    RunSchedule schedule = schedule(random, "uid" + seed);
    Minutes minutes = new Minutes(schedule, start);
    int base = 0;
    int runEnds = -1;
    int away = -1;
    int request = 0;
    int handled = 0;
    for (int now = 1; now < MINUTES; now++) {
      away = random.nextInt(400) == 0 ? now + random.nextInt(600) : away;
      request += random.nextInt(300) == 0 ? 1 : 0;
      if (now < away) {
        continue;
      }
      boolean running = now < runEnds;
      RunState state =
          new RunState(
              start,
              base == 0 ? Optional.empty() : Optional.of(minutes.at(base)),
              running,
              request == 0 ? Optional.empty() : Optional.of("" + request),
              handled == 0 ? Optional.empty() : Optional.of("" + handled));
      RunDecision decision = schedule.decide(state, minutes.at(now));
      int due = minutes.latestReleased(base, now);
      boolean late = due >= 0 && minutes.released(due, now - 1, 1);
      if (late && schedule.missedRuns() == MissedRuns.RUN_ONCE && minutes.holds(due, now)) {
        due = -1;
      }
      String expected =
          request != handled && !running
              ? "StartRun SCAN_NOW " + due
              : due < 0
                  ? "Wait"
                  : running
                      ? "Drop " + due
                      : !late
                          ? "StartRun SCHEDULE " + due
                          : schedule.missedRuns() == MissedRuns.SKIP
                              ? "Skip " + due
                              : "StartRun MISSED " + due;
      assertThat(words(decision, minutes))
          .as("%s at %s, base %s", schedule, minutes.at(now), minutes.at(base))
          .isEqualTo(expected);
      if (due >= 0) {
        base = due;
      }
      if (decision instanceof StartRun run) {
        runEnds = now + 1 + random.nextInt(40);
        handled = run.scanNow().isPresent() ? request : handled;
      }
    }
  }

  private static String words(RunDecision decision, Minutes minutes) {
    return switch (decision) {
      case StartRun run ->
          "StartRun " + run.trigger() + " " + run.scheduleTime().map(minutes::number).orElse(-1);
      case Drop(Instant scheduled, Optional<Instant> next) -> "Drop " + minutes.number(scheduled);
      case Skip(Instant scheduled, Optional<Instant> next) -> "Skip " + minutes.number(scheduled);
      case Wait wait -> "Wait";
    };
  }

  private static RunSchedule schedule(Random random, String uid) {
    List<String> schedules =
        List.of("30 2 * * *", "*/7 * * * *", "0 */3 * * *", "15 1-4 * * *", "59 7,8,16 * * *");
    List<Blackout> windows =
        List.of(
            new Blackout(Cron.parse("0 8 * * *"), Duration.ofHours(9)),
            new Blackout(Cron.parse("30 1 * * *"), Duration.ofMinutes(50)),
            new Blackout(Cron.parse("5 */2 * * *"), Duration.ofMinutes(20)),
            new Blackout(Cron.parse("0 22 * * 5"), Duration.ofHours(30)));
    List<Blackout> blackouts = new ArrayList<>();
    for (Blackout window : windows) {
      if (random.nextInt(5) < 2) {
        blackouts.add(window);
      }
    }
    return new RunSchedule(
        Cron.parse(schedules.get(random.nextInt(schedules.size()))),
        BERLIN,
        false,
        Duration.ofMinutes(random.nextInt(3) * 45L),
        blackouts,
        random.nextBoolean() ? MissedRuns.SKIP : MissedRuns.RUN_ONCE,
        uid);
  }

  /** The reference: which minutes are scheduled, which are blacked out. */
  private static final class Minutes {
    private final Instant start;
    private final boolean[] scheduled = new boolean[BEFORE + 2 * MINUTES];
    private final boolean[] dark = new boolean[BEFORE + 2 * MINUTES];
    private final long jitter;
    private final double fraction;

    Minutes(RunSchedule schedule, Instant start) {
      this.start = start;
      this.jitter = schedule.jitter().toMinutes();
      for (int i = 0; i < scheduled.length; i++) {
        scheduled[i] = falls(schedule.schedule(), i);
        for (Blackout blackout : schedule.blackouts()) {
          if (falls(blackout.schedule(), i)) {
            long end = Math.min(dark.length, i + blackout.duration().toMinutes());
            for (int d = i; d < end; d++) {
              dark[d] = true;
            }
          }
        }
      }
      // The place in the spread is the schedule's own affair: it is seen where there is room.
      Duration day = Duration.ofDays(1);
      RunSchedule alone =
          new RunSchedule(
              Cron.parse("0 0 * * *"),
              ZoneId.of("UTC"),
              false,
              day,
              List.of(),
              MissedRuns.SKIP,
              schedule.uid());
      Instant epoch = Instant.EPOCH;
      RunState fresh =
          new RunState(epoch, Optional.empty(), false, Optional.empty(), Optional.empty());
      Instant first = alone.decide(fresh, epoch).nextScheduleTime().orElseThrow();
      this.fraction = (first.getEpochSecond() - 86_400 + 0.5) / 86_400;
    }

    private boolean falls(Cron cron, int index) {
      Instant at = at(index - BEFORE);
      return cron.next(at.minusSeconds(1), BERLIN).filter(at::equals).isPresent();
    }

    Instant at(int minute) {
      return start.plusSeconds(60L * minute);
    }

    int number(Instant at) {
      return (int) ((at.getEpochSecond() - start.getEpochSecond()) / 60);
    }

    int latestReleased(int base, int now) {
      for (int minute = now; minute > base; minute--) {
        if (scheduled[minute + BEFORE] && released(minute, now, 0)) {
          return minute;
        }
      }
      return -1;
    }

    /** Whether a run that makes up for missed ones has to wait. */
    boolean holds(int due, int now) {
      for (int minute = due + 1; minute <= now; minute++) {
        if (scheduled[minute + BEFORE]) {
          return true;
        }
      }
      return dark[now + BEFORE];
    }

    /** Whether the run of {@code minute} may have started {@code before} seconds before now. */
    boolean released(int minute, int now, int before) {
      int free = minute + BEFORE;
      while (dark[free]) {
        free++;
      }
      int room = 0;
      while (room < jitter && !dark[free + room]) {
        room++;
      }
      long second = (free - BEFORE) * 60L + (long) (room * 60 * fraction);
      return second <= now * 60L - before;
    }
  }
}
