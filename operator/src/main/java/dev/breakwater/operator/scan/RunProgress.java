package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.FindingCounts;
import dev.breakwater.api.v1alpha1.ReportSummary;
import dev.breakwater.operator.image.ImageScanning.Progress;
import java.time.Instant;

/** How far a run of a schedule is. */
sealed interface RunProgress {
  /**
   * Under way, or waiting for another one to end.
   *
   * @param done workloads judged
   * @param total workloads to judge; 0 until they are counted
   * @param images how far their images are
   */
  record Running(int done, int total, Progress images) implements RunProgress {
    /** Nothing is counted yet. */
    static Running waiting() {
      return new Running(0, 0, new Progress(0, 0, 0));
    }
  }

  /**
   * Ended.
   *
   * @param completed when
   * @param tally what came of it
   * @param images how their scans ended
   * @param failure what went wrong, for a person; empty if nothing did
   */
  record Ended(Instant completed, Tally tally, Progress images, String failure)
      implements RunProgress {}

  /**
   * What a run found.
   *
   * @param workloads how many were judged
   * @param findings in their reports, by severity
   * @param news how many of those their last report did not have
   * @param fixed how many findings of their last report are there no more
   */
  record Tally(int workloads, FindingCounts findings, int news, int fixed) {
    static Tally none() {
      return new Tally(0, new FindingCounts(), 0, 0);
    }

    Tally plus(ReportSummary summary, int moreNews, int moreFixed) {
      FindingCounts sum = new FindingCounts();
      sum.setCritical(findings.getCritical() + summary.getCritical());
      sum.setHigh(findings.getHigh() + summary.getHigh());
      sum.setMedium(findings.getMedium() + summary.getMedium());
      sum.setLow(findings.getLow() + summary.getLow());
      sum.setUnknown(findings.getUnknown() + summary.getUnknown());
      return new Tally(workloads + 1, sum, news + moreNews, fixed + moreFixed);
    }
  }
}
