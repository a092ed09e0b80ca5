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

  /** A known vulnerability of a package of an image. */
  @JsonProperty("Vulnerability")
  VULNERABILITY,

  /** A secret in an image. */
  @JsonProperty("Secret")
  SECRET,

  /** An image breaks an ImagePolicy. */
  @JsonProperty("ImagePolicy")
  IMAGE_POLICY
}
