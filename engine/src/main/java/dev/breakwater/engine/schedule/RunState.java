package dev.breakwater.engine.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * What has happened so far, as the resource itself records it.
 *
 * @param since from when on instants count; {@link InForce#since}
 * @param lastScheduleTime the instant of the last run that was started, skipped or dropped
 * @param running whether a run is active
 * @param scanNow the value of the annotation {@code breakwater.dev/scan-now}
 * @param lastHandledScanNow the value of that annotation that was handled last
 */
public record RunState(
    Instant since,
    Optional<Instant> lastScheduleTime,
    boolean running,
    Optional<String> scanNow,
    Optional<String> lastHandledScanNow) {

  /** The request that a person made by annotation and that has not led to a run yet. */
  Optional<String> openRequest() {
    return scanNow.filter(value -> !lastHandledScanNow.equals(Optional.of(value)));
  }

  /** Instants of the schedule count after this one. */
  Instant base() {
    return lastScheduleTime.filter(since::isBefore).orElse(since);
  }
}
