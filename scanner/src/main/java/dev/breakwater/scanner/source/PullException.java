package dev.breakwater.scanner.source;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipException;

/** An image could not be read, and why. Its message holds no secret. */
public final class PullException extends IOException {
  private final PullFailure failure;
  private final transient Optional<Duration> retryAfter;

  /** A failure that the registry said nothing about when to come back. */
  public PullException(PullFailure failure, String message) {
    this(failure, message, Optional.empty());
  }

  /** A failure with what the registry asks to wait. */
  public PullException(PullFailure failure, String message, Optional<Duration> retryAfter) {
    super(message);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  /** The failure that stands behind another exception of reading, whose message it repeats. */
  public static PullException of(IOException cause, String what) {
    if (cause instanceof PullException pull) {
      return pull;
    }
    PullFailure failure =
        switch (cause) {
          case MalformedException e -> PullFailure.MALFORMED;
          case ZipException e -> PullFailure.MALFORMED;
          case EOFException e -> PullFailure.MALFORMED;
          case LimitExceededException e -> PullFailure.TOO_LARGE;
          case InterruptedIOException e -> PullFailure.TIMED_OUT;
          default -> PullFailure.UNREADABLE;
        };
    PullException pull = new PullException(failure, what + ": " + cause.getMessage());
    pull.initCause(cause);
    return pull;
  }

  /** Why. */
  public PullFailure failure() {
    return failure;
  }

  /** How long the registry asks to wait before the next attempt, when it does. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
