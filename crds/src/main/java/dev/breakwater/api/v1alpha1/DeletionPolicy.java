package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to what a profile made when it no longer applies. */
public enum DeletionPolicy {
  /** It is removed. */
  @JsonProperty("Delete")
  DELETE,

  /** It stays. */
  @JsonProperty("Orphan")
  ORPHAN
}
