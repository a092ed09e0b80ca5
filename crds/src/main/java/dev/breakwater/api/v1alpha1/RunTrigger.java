package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a run was started. */
public enum RunTrigger {
  /** It was due. */
  @JsonProperty("Schedule")
  SCHEDULE,

  /** It was due while the operator was away. */
  @JsonProperty("Missed")
  MISSED,

  /** The annotation breakwater.dev/scan-now asked for it. */
  @JsonProperty("ScanNow")
  SCAN_NOW
}
