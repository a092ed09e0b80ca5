package dev.breakwater.engine.schedule;

/** Why a run starts. */
public enum Trigger {
  /** The schedule said so, and it starts when it should. */
  SCHEDULE("Schedule"),
  /** It makes up for one or more runs that nobody was there to start. */
  MISSED_RUN("MissedRun"),
  /** A person asked for it by annotation. */
  SCAN_NOW("ScanNow");

  private final String label;

  Trigger(String label) {
    this.label = label;
  }

  /** The spelling of the API: {@code MissedRun}. */
  public String label() {
    return label;
  }
}
