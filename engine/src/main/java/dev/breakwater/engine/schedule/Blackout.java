package dev.breakwater.engine.schedule;

import java.time.Duration;

/**
 * Recurring time in which no scheduled run starts: from each instant of {@code schedule}, included,
 * for {@code duration} of time that really passes (9 h are 9 h on the day of a shift, too).
 *
 * @param schedule when it begins, in the zone of the schedule that it holds back
 * @param duration how long it lasts, at least a second
 */
public record Blackout(Cron schedule, Duration duration) {
  /**
   * Refuses what can hold nothing back.
   *
   * @throws InvalidScheduleException if {@code schedule} is {@code @every}, which has no fixed
   *     beginning, or {@code duration} is shorter than a second
   */
  public Blackout {
    if (schedule.isRelative()) {
      throw new InvalidScheduleException(
          "\"%s\": a blackout needs fixed times to begin at; use fields, as in \"0 8 * * 1-5\""
              .formatted(schedule));
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new InvalidScheduleException(
          "duration %s of a blackout is too short; use at least 1s".formatted(duration));
    }
  }
}
