package dev.breakwater.engine.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Looks for the next instant of a calendar schedule, field by field from the month down.
 *
 * <p>This walks the way that github.com/robfig/cron v3.0.1 walks, because CronJob's answers at
 * shifts of the clock are consequences of that way, not of a rule that could be written instead: it
 * steps by calendar months and days, then by hours that really pass, then by minutes, and begins
 * again whenever a larger field changes.
 */
final class CronSearch {
  private static final int HOUR = 3600;

  private final CronFields fields;
  private final ZoneRules rules;
  private long second;
  private LocalDateTime local;

  /** Whether something was changed, so that all smaller fields are at their start already. */
  private boolean moved;

  private CronSearch(CronFields fields, long second, ZoneRules rules) {
    this.fields = fields;
    this.rules = rules;
    this.second = second;
    this.local = localAt(second);
  }

  /** The first instant after {@code after}, in seconds of the epoch; empty: none in five years. */
  static Optional<Instant> next(CronFields fields, long after, ZoneRules rules) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    CronSearch search = new CronSearch(fields, after + 1, rules);
    int lastYear = search.local.getYear() + 5;
    while (search.local.getYear() <= lastYear) {
      if (search.toMonth() && search.toDay() && search.toHour() && search.toMinute()) {
        return Optional.of(Instant.ofEpochSecond(search.second));
      }
    }
    return Optional.empty();
  }

  // Each step below is false where a larger field has changed and has to be looked at again.

  private boolean toMonth() {
    while (!fields.hasMonth(local.getMonthValue())) {
      startAt(local.toLocalDate().withDayOfMonth(1).atStartOfDay());
      // A day that the month does not have runs over into the month after, unlike in plusMonths().
      int day = local.getDayOfMonth();
      moveTo(resolve(local.withDayOfMonth(1).plusMonths(1).plusDays(day - 1)));
      if (local.getMonthValue() == 1) {
        return false;
      }
    }
    return true;
  }

  private boolean toDay() {
    while (!fields.hasDay(local.getDayOfMonth(), local.getDayOfWeek().getValue() % 7)) {
      startAt(local.toLocalDate().atStartOfDay());
      long today = second;
      moveTo(resolve(local.plusDays(1)));
      if (second <= today) {
        // Tomorrow does not exist, as in Samoa in 2011. The library would look at today forever.
        moveTo(today + 24 * HOUR);
      }
      // Midnight does not exist on this day: it came out as 23 h or 1 h.
      int hour = local.getHour();
      if (hour != 0) {
        moveTo(second + (long) HOUR * (hour > 12 ? 24 - hour : -hour));
      }
      if (local.getDayOfMonth() == 1) {
        return false;
      }
    }
    return true;
  }

  private boolean toHour() {
    while (!fields.hasHour(local.getHour())) {
      startAt(local.toLocalDate().atTime(local.getHour(), 0));
      moveTo(second + HOUR);
      if (local.getHour() == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean toMinute() {
    for (int wait; (wait = minutesToWait()) > 0; ) {
      if (!moved) {
        moved = true;
        moveTo(second - Math.floorMod(second, 60));
      }
      // One leap where the clock does not shift on the way, else minute by minute.
      long target = second + 60L * wait;
      moveTo(offsetAt(target).equals(offsetAt(second)) ? target : second + 60);
      if (local.getMinute() == 0) {
        return false;
      }
    }
    if (local.getSecond() == 0) {
      return true;
    }
    moved = true;
    moveTo(second + 60 - local.getSecond());
    return false;
  }

  private int minutesToWait() {
    return fields.minuteFrom(local.getMinute()) - local.getMinute();
  }

  private void startAt(LocalDateTime start) {
    if (!moved) {
      moved = true;
      moveTo(resolve(start));
    }
  }

  private void moveTo(long newSecond) {
    second = newSecond;
    local = localAt(newSecond);
  }

  private LocalDateTime localAt(long at) {
    return LocalDateTime.ofEpochSecond(at, 0, offsetAt(at));
  }

  private ZoneOffset offsetAt(long at) {
    return rules.getOffset(Instant.ofEpochSecond(at));
  }

  /**
   * The instant of a local time as Go's {@code time.Date} finds it: with the offset that holds when
   * the local time is read as UTC, or else with the offset that holds at the instant so found. In
   * gaps and overlaps this picks one of the two offsets, by the zone's distance from UTC.
   */
  private long resolve(LocalDateTime time) {
    long asUtc = time.toEpochSecond(ZoneOffset.UTC);
    long guess = asUtc - offsetAt(asUtc).getTotalSeconds();
    return asUtc - offsetAt(guess).getTotalSeconds();
  }
}
