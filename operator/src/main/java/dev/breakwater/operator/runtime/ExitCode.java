package dev.breakwater.operator.runtime;

/**
 * What the process' exit code says; documented for the people who read {@code kubectl describe
 * pod}.
 */
public enum ExitCode {
  /** Asked to stop, and stopped. */
  STOPPED(0),
  /** Something nobody foresaw; the log has it. */
  INTERNAL_ERROR(1),
  /** A setting is wrong; a restart will not help. */
  BAD_SETTINGS(2),
  /** The API server does not answer, or does not know our kinds. */
  CLUSTER_NOT_READY(3),
  /** Another replica leads now. */
  LEADERSHIP_LOST(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the operating system sees. */
  public int code() {
    return code;
  }
}
