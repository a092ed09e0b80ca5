package dev.breakwater.engine.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * Since when a schedule has been as it is. Instants before that are never missed: not those before
 * the resource was created, nor those before an edit of its times, nor those while it was
 * suspended.
 *
 * <p>This is kept in the status, because a restarted operator could not know it otherwise. Edits of
 * other fields (what to scan, what to report) leave it alone: a run that a blackout holds back is
 * not lost by them.
 *
 * @param since the instant of the edit, or of creation
 * @param fingerprint {@link RunSchedule#fingerprint} of what is in force
 * @param generation the resource's {@code metadata.generation} when it was last looked at
 */
public record InForce(Instant since, String fingerprint, long generation) {

  /**
   * What is in force now.
   *
   * @param recorded what the status says; empty before the first look
   * @param edited when the specification was last written: the newest {@code
   *     metadata.managedFields} time of a manager that owns {@code spec}, or creation for
   *     generation 1; the present instant where that is not known
   */
  public static InForce observe(
      RunSchedule schedule, long generation, Instant edited, Optional<InForce> recorded) {
    String fingerprint = schedule.fingerprint();
    // Two edits while nobody looked may have been a suspension and its end.
    boolean same =
        recorded
            .filter(known -> known.fingerprint.equals(fingerprint))
            .filter(known -> generation - known.generation <= 1)
            .isPresent();
    return new InForce(same ? recorded.get().since : edited, fingerprint, generation);
  }
}
