package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a scan looks at. */
public enum Scanner {
  /** Pod templates: Pod Security Standards, images, requests and limits, secrets in plain sight. */
  @JsonProperty("Configuration")
  CONFIGURATION,

  /** Namespaces: isolation and quota. */
  @JsonProperty("Network")
  NETWORK
}
