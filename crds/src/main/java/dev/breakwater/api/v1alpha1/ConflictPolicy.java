package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to an object of the same name that something else made. */
public enum ConflictPolicy {
  /** It is left alone; the namespace is conflicted. */
  @JsonProperty("Respect")
  RESPECT,

  /** It is taken over. */
  @JsonProperty("Adopt")
  ADOPT
}
