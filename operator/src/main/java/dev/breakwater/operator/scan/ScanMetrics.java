package dev.breakwater.operator.scan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted of scans, for those who watch the operator. */
public final class ScanMetrics {
  private final Timer rounds;
  private final Counter written;
  private final Counter failures;

  /** Registers {@code breakwater_judgement_seconds} and two counters in {@code registry}. */
  public ScanMetrics(MeterRegistry registry) {
    rounds =
        Timer.builder("breakwater.judgement")
            .description("Rounds of judging and writing, runs of schedules and changes alike")
            .register(registry);
    written =
        Counter.builder("breakwater.reports.written")
            .description("Reports written because they say something new")
            .register(registry);
    failures =
        Counter.builder("breakwater.scan.failures")
            .description("Objects that could not be judged or whose report could not be written")
            .register(registry);
  }

  /** Carries out and times a round. */
  void round(Runnable work) {
    rounds.record(work);
  }

  /** Counts what a round did. */
  void count(ReportRound round) {
    written.increment(round.written());
    failures.increment(round.failures().size());
  }
}
