package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an image means whose content is not known. */
public enum UnscannedRule {
  /** It violates. */
  @JsonProperty("Deny")
  DENY,

  /** Nobody can say; a finding says so. */
  @JsonProperty("Warn")
  WARN,

  /** Nobody can say. */
  @JsonProperty("Allow")
  ALLOW
}
