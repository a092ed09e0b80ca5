package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the scan of an image has come. */
public enum ImageScanState {
  /** It has been read. */
  @JsonProperty("Scanned")
  SCANNED,

  /** It waits for its turn. */
  @JsonProperty("Pending")
  PENDING,

  /** The last attempt failed; there will be another one. */
  @JsonProperty("Failed")
  FAILED
}
