package dev.breakwater.scanner.limit;

import java.io.IOException;
import java.time.Duration;

/** A scan took too long. It failed and may be tried again: the reason can be a slow network. */
public final class TimeLimitException extends IOException {

  /** Says how long it was allowed to take. */
  public TimeLimitException(Duration time) {
    super("not finished within %,d seconds".formatted(time.toSeconds()));
  }
}
