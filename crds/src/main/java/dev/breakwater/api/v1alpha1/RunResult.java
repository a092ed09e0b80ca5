package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run ended. */
public enum RunResult {
  /** Every workload was judged. */
  @JsonProperty("Succeeded")
  SUCCEEDED,

  /** At least one workload could not be judged; its last good report is kept. */
  @JsonProperty("Failed")
  FAILED
}
