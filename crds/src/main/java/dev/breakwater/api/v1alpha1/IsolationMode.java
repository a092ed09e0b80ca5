package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a profile is put in place. */
public enum IsolationMode {
  /** Namespaces are kept as the profile says. */
  @JsonProperty("Enforce")
  ENFORCE,

  /** Nothing is written or deleted. */
  @JsonProperty("Paused")
  PAUSED
}
