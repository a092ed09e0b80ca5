package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an ImagePolicy says of an image. */
public enum ImageVerdict {
  /** Every rule is kept. */
  @JsonProperty("Satisfies")
  SATISFIES,

  /** At least one rule is broken. */
  @JsonProperty("Violates")
  VIOLATES,

  /** No rule is broken as far as is known, and not all is known. */
  @JsonProperty("Unknown")
  UNKNOWN
}
