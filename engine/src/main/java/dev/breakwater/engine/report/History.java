package dev.breakwater.engine.report;

import java.time.Instant;

/** What a new report is compared with. */
public sealed interface History {
  /** Nothing, and no clock either: the same input gives the same bytes. */
  record None() implements History {}

  /**
   * There was no report yet: nothing is news.
   *
   * @param now the time of the scan
   */
  record First(Instant now) implements History {}

  /**
   * There was one.
   *
   * @param previous the last good report
   * @param now the time of the scan
   */
  record Since(PreviousReport previous, Instant now) implements History {}
}
