package dev.breakwater.scanner.registry;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits before the next attempt. */
@FunctionalInterface
interface Pause {
  /** Sleeps. */
  Pause SLEEP =
      duration -> {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while waiting for a registry");
        }
      };

  void during(Duration duration) throws InterruptedIOException;
}
