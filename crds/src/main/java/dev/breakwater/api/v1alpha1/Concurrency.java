package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a run that is due while another one is active. */
public enum Concurrency {
  /** The run that is due is dropped. */
  @JsonProperty("Forbid")
  FORBID
}
