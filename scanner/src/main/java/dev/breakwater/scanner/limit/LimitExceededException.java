package dev.breakwater.scanner.limit;

import java.io.IOException;

/** A limit of size, count, depth or time was hit: a finding about the image, never a crash. */
public final class LimitExceededException extends IOException {

  /**
   * Says which limit.
   *
   * @param what the thing that is limited, with its unit, such as {@code "bytes of a dpkg
   *     database"}
   * @param limit the most that is allowed
   */
  public LimitExceededException(String what, long limit) {
    super("more than %,d %s".formatted(limit, what));
  }
}
