package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import java.util.Optional;

/** Some namespaces could not be written; it is tried again, ever more slowly. */
final class StepsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Optional<NetworkIsolationProfile> status;

  /**
   * Holds the status that says so.
   *
   * @param status to be applied; empty if it stands already
   */
  StepsFailedException(String message, Optional<NetworkIsolationProfile> status) {
    super(message, null, false, false);
    this.status = status;
  }

  Optional<NetworkIsolationProfile> status() {
    return status;
  }
}
