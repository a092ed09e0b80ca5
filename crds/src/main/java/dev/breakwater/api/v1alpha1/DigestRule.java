package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an image must be named by digest. */
public enum DigestRule {
  /** It must. */
  @JsonProperty("Require")
  REQUIRE,

  /** A tag alone will do. */
  @JsonProperty("Ignore")
  IGNORE
}
