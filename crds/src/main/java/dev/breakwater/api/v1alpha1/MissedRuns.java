package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to runs that were due while the operator was away. */
public enum MissedRuns {
  /** One run for all that were missed. */
  @JsonProperty("RunOnce")
  RUN_ONCE,

  /** None; the next one is the next that is due. */
  @JsonProperty("Skip")
  SKIP
}
