package dev.breakwater.operator.image;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.TimeLimitException;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An image could not be read, and why. Its message holds no secret. */
final class ReadFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final boolean ofRegistry;
  private final transient Optional<Duration> retryAfter;

  private ReadFailure(
      String reason, String message, boolean ofRegistry, Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.ofRegistry = ofRegistry;
    this.retryAfter = retryAfter;
  }

  /** A failure of this image alone. */
  static ReadFailure ofImage(String reason, String message) {
    return new ReadFailure(reason, message, false, Optional.empty());
  }

  /**
   * What an exception means.
   *
   * @param hint what else a person should know; may be empty
   */
  static ReadFailure of(IOException cause, String hint) {
    String message = String.valueOf(cause.getMessage()) + (hint.isEmpty() ? "" : "; " + hint);
    ReadFailure failure =
        switch (cause) {
          case PullException pull ->
              new ReadFailure(
                  pull.failure().toString(),
                  message,
                  concernsRegistry(pull.failure()),
                  pull.retryAfter());
          case TimeLimitException _ ->
              ofImage(PullFailure.TIMED_OUT.toString(), message + "; raise images.timeout");
          case LimitExceededException _ -> ofImage(PullFailure.TOO_LARGE.toString(), message);
          default -> ofImage(PullFailure.UNREADABLE.toString(), message);
        };
    failure.initCause(cause);
    return failure;
  }

  private static boolean concernsRegistry(PullFailure failure) {
    return switch (failure) {
      case RATE_LIMITED, REGISTRY_ERROR, UNREACHABLE, TIMED_OUT -> true;
      default -> false;
    };
  }

  /** For a person. */
  String message() {
    return String.valueOf(getMessage());
  }

  /** Stable, in CamelCase. */
  String reason() {
    return reason;
  }

  /** Whether every image of this registry would fail alike. */
  boolean ofRegistry() {
    return ofRegistry;
  }

  /** How long the registry asks to wait. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
