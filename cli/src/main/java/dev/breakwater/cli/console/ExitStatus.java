package dev.breakwater.cli.console;

/** What the process ends with. */
public final class ExitStatus {
  /** Nothing was found. */
  public static final int CLEAN = 0;

  /** Something was found, or forbidden. */
  public static final int FINDINGS = 1;

  /** Arguments or input are wrong; what could be judged was judged all the same. */
  public static final int BAD_INPUT = 2;

  /** A mistake in the program itself. */
  public static final int FAULT = 3;

  private ExitStatus() {}
}
