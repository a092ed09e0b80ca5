package dev.breakwater.scanner.version;

/** A text that is no version, or no range, of its scheme; the message says why. */
final class InvalidVersionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Made often and never thrown far, hence without a stack trace. */
  InvalidVersionException(String message) {
    super(message, null, false, false);
    this.reason = message;
  }

  String reason() {
    return reason;
  }
}
