package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleSpec;
import dev.breakwater.engine.schedule.Blackout;
import dev.breakwater.engine.schedule.Cron;
import dev.breakwater.engine.schedule.RunSchedule;
import dev.breakwater.engine.schedule.TimeZones;
import dev.breakwater.image.reference.Parsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the times out of a ScanSchedule: what the API server cannot check is checked here. */
final class ScheduleTimes {
  private ScheduleTimes() {}

  /** The times; or the field that is wrong, its value and the remedy. */
  static Parsed<RunSchedule> of(ScanSchedule schedule) {
    ScanScheduleSpec spec = schedule.getSpec();
    try {
      List<Blackout> blackouts = new ArrayList<>();
      for (int index = 0; index < spec.getBlackouts().size(); index++) {
        var blackout = spec.getBlackouts().get(index);
        String field = "spec.blackouts[" + index + "]";
        Cron begins = field(field + ".schedule", () -> Cron.parse(blackout.getSchedule()));
        blackouts.add(
            field(
                field + ".duration", () -> new Blackout(begins, duration(blackout.getDuration()))));
      }
      return new Parsed.Valid<>(
          new RunSchedule(
              field("spec.schedule", () -> Cron.parse(spec.getSchedule())),
              field("spec.timeZone", () -> TimeZones.parse(spec.getTimeZone())),
              spec.isSuspend(),
              field("spec.jitter", () -> duration(spec.getJitter())),
              blackouts,
              spec.getMissedRuns(),
              schedule.getMetadata().getUid()));
    } catch (InvalidFieldException e) {
      return new Parsed.Invalid<>(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T field(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException(name + ": " + e.getMessage(), e);
    }
  }

  /** {@code 90d}, {@code 12h}, {@code 10m}, {@code 30s}; absent is zero. */
  private static Duration duration(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    try {
      long amount = Long.parseLong(text.substring(0, text.length() - 1));
      return switch (text.charAt(text.length() - 1)) {
        case 's' -> Duration.ofSeconds(amount);
        case 'm' -> Duration.ofMinutes(amount);
        case 'h' -> Duration.ofHours(amount);
        case 'd' -> Duration.ofDays(amount);
        default -> throw new NumberFormatException(text);
      };
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration; write a whole number and one unit of s, m, h, d", e);
    }
  }

  private static final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidFieldException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
