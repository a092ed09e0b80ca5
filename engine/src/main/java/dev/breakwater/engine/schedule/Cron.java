package dev.breakwater.engine.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When something recurs, written as in a CronJob's {@code spec.schedule}.
 *
 * <p>Grammar and instants are those of {@code ParseStandard} and {@code Schedule.Next} of
 * github.com/robfig/cron v3.0.1, which the CronJob controller uses, oddities at shifts of the clock
 * included:
 *
 * <ul>
 *   <li>a local time that a forward shift leaves out does not occur that day; one that a backward
 *       shift repeats occurs twice;
 *   <li>day of month and day of week are alternatives where both are restricted, {@code 0 0 13 * 5}
 *       is every 13th and every Friday; {@code *} and {@code ?}, also with {@code /1}, restrict
 *       nothing, but {@code *}{@code /2} does;
 *   <li>what does not occur within five calendar years never does.
 * </ul>
 *
 * <p>{@code TZ=} and {@code CRON_TZ=} are refused, as the API server refuses them in a new CronJob.
 */
public final class Cron {
  private static final Map<String, String> DESCRIPTORS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final String EVERY = "@every ";

  private final String expression;
  private final Recurrence recurrence;

  private Cron(String expression, Recurrence recurrence) {
    this.expression = expression;
    this.recurrence = recurrence;
  }

  /** How instants follow each other. */
  private sealed interface Recurrence {
    /** By the calendar: the instants are the same wherever one starts to look. */
    record Calendar(CronFields fields) implements Recurrence {}

    /** By distance in seconds, at least one: the instants depend on where one starts. */
    record Every(long seconds) implements Recurrence {}
  }

  /**
   * Reads {@code expression}.
   *
   * @throws InvalidScheduleException if a CronJob would not accept it
   */
  public static Cron parse(String expression) {
    if (expression.contains("TZ")) {
      throw new InvalidScheduleException(
          "\"%s\": a schedule cannot hold TZ or CRON_TZ; write the zone into timeZone"
              .formatted(expression));
    }
    if (expression.startsWith(EVERY)) {
      try {
        long seconds = GoDuration.parse(expression.substring(EVERY.length())).toSeconds();
        return new Cron(expression, new Recurrence.Every(Math.max(1, seconds)));
      } catch (InvalidScheduleException e) {
        throw new InvalidScheduleException("\"%s\": %s".formatted(expression, e.getMessage()));
      }
    }
    if (expression.startsWith("@") && !DESCRIPTORS.containsKey(expression)) {
      throw new InvalidScheduleException(
          ("\"%s\" is not a descriptor; use @yearly, @annually, @monthly, @weekly, @daily,"
                  + " @midnight, @hourly or @every with a duration (@every 6h)")
              .formatted(expression));
    }
    String fields = DESCRIPTORS.getOrDefault(expression, expression);
    return new Cron(expression, new Recurrence.Calendar(CronFields.parse(fields)));
  }

  /**
   * The first instant strictly after {@code after}; empty if there is none within five years.
   *
   * <p>{@code @every} counts from {@code after} and heeds no zone; a calendar schedule is read in
   * {@code zone}. The result is a whole second.
   */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return switch (recurrence) {
      case Recurrence.Calendar(CronFields fields) ->
          CronSearch.next(fields, after.getEpochSecond(), zone.getRules());
      case Recurrence.Every(long seconds) ->
          Optional.of(Instant.ofEpochSecond(after.getEpochSecond() + seconds));
    };
  }

  /**
   * The last instant of the chain of {@link #next} from {@code after} that is not later than {@code
   * until} and fulfils {@code condition}; in logarithmic time.
   *
   * @param condition must hold for every instant of the chain that comes before one for which it
   *     holds
   */
  Optional<Instant> last(Instant after, Instant until, ZoneId zone, Predicate<Instant> condition) {
    Optional<Instant> first =
        next(after, zone).filter(at -> !at.isAfter(until) && condition.test(at));
    if (first.isEmpty()) {
      return first;
    }
    // Invariant: the instant at or first after `low` fulfils, none first after `high` does.
    Instant found = first.get();
    long step = recurrence instanceof Recurrence.Every(long seconds) ? seconds : 1;
    long low = 0;
    long high = (until.getEpochSecond() - found.getEpochSecond()) / step + 1;
    Instant base = found;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      // One second before, because next() is strict: for @every that is a point of its chain.
      Instant probe = base.plusSeconds(Math.multiplyExact(middle, step));
      Optional<Instant> candidate =
          recurrence instanceof Recurrence.Every
              ? Optional.of(probe)
              : next(probe.minusSeconds(1), zone);
      if (candidate.isPresent()
          && !candidate.get().isAfter(until)
          && condition.test(candidate.get())) {
        found = candidate.get();
        low = Math.max(middle, (found.getEpochSecond() - base.getEpochSecond()) / step);
      } else {
        high = middle;
      }
    }
    return Optional.of(found);
  }

  /** Whether this is {@code @every}: its instants depend on where one starts to count. */
  boolean isRelative() {
    return recurrence instanceof Recurrence.Every;
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return expression;
  }

  /** Two schedules are equal when they are written alike. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && expression.equals(cron.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }
}
