package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which user an image must name. */
public enum ImageUser {
  /** Any but root. */
  @JsonProperty("NonRoot")
  NON_ROOT
}
