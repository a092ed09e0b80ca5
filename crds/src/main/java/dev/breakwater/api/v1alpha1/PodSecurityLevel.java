package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A level of the Pod Security Standards. Lower case, as the labels of a namespace are. */
public enum PodSecurityLevel {
  /** Everything is allowed. */
  @JsonProperty("privileged")
  PRIVILEGED,

  /** Known escalations are not. */
  @JsonProperty("baseline")
  BASELINE,

  /** Best practice is required. */
  @JsonProperty("restricted")
  RESTRICTED
}
