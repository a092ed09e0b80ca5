package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of problem a finding is. */
public enum FindingType {
  /** Of the pod template. */
  @JsonProperty("Configuration")
  CONFIGURATION,

  /** Of the namespace: isolation, quota. */
  @JsonProperty("Network")
  NETWORK,

  /** An image breaks an ImagePolicy. */
  @JsonProperty("ImagePolicy")
  IMAGE_POLICY
}
