package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is said of a vulnerability, in the words of OpenVEX. */
public enum VexStatus {
  /** It does no harm in this image. */
  @JsonProperty("not_affected")
  NOT_AFFECTED,

  /** It does harm, and that is accepted for a time. */
  @JsonProperty("affected")
  AFFECTED,

  /** The image has the fix, though the version of the package does not show it. */
  @JsonProperty("fixed")
  FIXED,

  /** Nobody knows yet, and that is accepted for a time. */
  @JsonProperty("under_investigation")
  UNDER_INVESTIGATION
}
