package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the API server does with an object that brings in a violating image. */
public enum Enforcement {
  /** Lets it pass and notes it in the audit log. */
  @JsonProperty("Audit")
  AUDIT,

  /** Lets it pass and warns its author. */
  @JsonProperty("Warn")
  WARN,

  /** Refuses it. */
  @JsonProperty("Deny")
  DENY
}
