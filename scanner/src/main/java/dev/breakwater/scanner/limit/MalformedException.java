package dev.breakwater.scanner.limit;

import java.io.IOException;

/** Bytes that are not what their format demands: a finding about the image, never a crash. */
public final class MalformedException extends IOException {

  /**
   * Says what is wrong.
   *
   * @param message the format, the place and the value seen
   */
  public MalformedException(String message) {
    super(message);
  }
}
