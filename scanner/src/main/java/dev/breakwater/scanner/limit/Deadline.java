package dev.breakwater.scanner.limit;

import java.time.Duration;

/** When a scan has to be over. */
public final class Deadline {
  private final Duration time;
  private final long end;
  private volatile boolean over;

  private Deadline(Duration time) {
    this.time = time;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** So much time from now on. */
  public static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /** Ends it now, for all that still work towards it: the scan has failed already. */
  public void expire() {
    over = true;
  }

  /**
   * Goes on when there is time left.
   *
   * @throws TimeLimitException when there is none
   */
  public void check() throws TimeLimitException {
    if (over || System.nanoTime() - end >= 0) {
      throw new TimeLimitException(time);
    }
  }
}
