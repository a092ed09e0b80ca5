package dev.breakwater.engine.schedule;

/**
 * A schedule or a time zone that a CronJob would not accept either.
 *
 * <p>The message is for the person who wrote the value: it quotes it, says which part is wrong,
 * what is allowed there and what to write instead. The caller puts the name of the resource's field
 * in front: {@code spec.schedule: "60 * * * *": minute 60 is above 59; ...}.
 */
public final class InvalidScheduleException extends IllegalArgumentException {
  /** A refusal with that explanation. */
  InvalidScheduleException(String message) {
    super(message);
  }
}
