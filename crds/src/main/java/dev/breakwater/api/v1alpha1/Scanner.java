package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a scan looks at. */
public enum Scanner {
  /** Images that run: packages with known vulnerabilities. */
  @JsonProperty("Vulnerabilities")
  VULNERABILITIES,

  /** Images that run: secrets in their files, configuration and history. */
  @JsonProperty("Secrets")
  SECRETS,

  /**
   * Pod templates: Pod Security Standards, images, requests and limits, secrets in plain sight; and
   * how the images that run were built.
   */
  @JsonProperty("Configuration")
  CONFIGURATION,

  /** Namespaces: isolation and quota. */
  @JsonProperty("Network")
  NETWORK
}
