package dev.breakwater.engine.schedule;

/** What becomes of runs that were due while no operator was there to start them. */
public enum MissedRuns {
  /** One run makes up for any number of missed ones. */
  RUN_ONCE("RunOnce"),
  /** They are left out; the next one is the next that is due. */
  SKIP("Skip");

  private final String label;

  MissedRuns(String label) {
    this.label = label;
  }

  /** The spelling of the API: {@code RunOnce}. */
  public String label() {
    return label;
  }
}
