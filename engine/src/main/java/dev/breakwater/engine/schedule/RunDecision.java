package dev.breakwater.engine.schedule;

import dev.breakwater.api.v1alpha1.RunTrigger;
import java.time.Instant;
import java.util.Optional;

/**
 * What to do with a schedule at an instant. All but {@link Wait} are to be written into the status,
 * in one write that fails if the resource has changed meanwhile, before anything else is done; then
 * the question is put again.
 */
public sealed interface RunDecision {
  /**
   * When the next run may start after this decision, blackouts and spread included; empty if none
   * is in sight. For {@code status.nextScheduleTime}.
   */
  Optional<Instant> nextScheduleTime();

  /**
   * Start a run.
   *
   * @param scheduleTime the new {@code status.lastScheduleTime}; empty where only a person asked
   * @param scanNow the new {@code status.lastHandledScanNow}; empty where nobody asked
   */
  record StartRun(
      RunTrigger trigger,
      Optional<Instant> scheduleTime,
      Optional<String> scanNow,
      Optional<Instant> nextScheduleTime)
      implements RunDecision {}

  /**
   * A run is due while another one is active, and {@code concurrency} is {@code Forbid}: leave it
   * out.
   *
   * @param scheduleTime the new {@code status.lastScheduleTime}
   */
  record Drop(Instant scheduleTime, Optional<Instant> nextScheduleTime) implements RunDecision {}

  /**
   * Nobody was there when a run was due, and {@code missedRuns} is {@code Skip}: leave it out.
   *
   * @param scheduleTime the new {@code status.lastScheduleTime}
   */
  record Skip(Instant scheduleTime, Optional<Instant> nextScheduleTime) implements RunDecision {}

  /**
   * Nothing to do.
   *
   * @param until when to ask again at the latest; empty: when the resource changes
   */
  record Wait(Reason reason, Optional<Instant> until, Optional<Instant> nextScheduleTime)
      implements RunDecision {

    /** Why nothing happens now. */
    public enum Reason {
      NOT_DUE("the next run is not due yet"),
      SUSPENDED("the schedule is suspended; set spec.suspend to false to resume it"),
      SCAN_NOW_WAITS("the run asked for by scan-now starts when the active one has ended"),
      NEVER_DUE("spec.schedule names no time within five years, so nothing will ever run"),
      ENDLESS_BLACKOUT(
          "spec.blackouts leave no gap within 366 days, so nothing can run; shorten their duration"
              + " or let them begin less often");

      private final String message;

      Reason(String message) {
        this.message = message;
      }

      /** The reason as a sentence for a condition's message. */
      public String message() {
        return message;
      }
    }
  }
}
