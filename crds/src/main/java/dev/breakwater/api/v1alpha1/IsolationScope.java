package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far traffic reaches. */
public enum IsolationScope {
  /** Not isolated: everything is allowed. */
  @JsonProperty("None")
  NONE,

  /** Pods of the same namespace. */
  @JsonProperty("SameNamespace")
  SAME_NAMESPACE,

  /** Pods of all namespaces that the profile matches, its own included. */
  @JsonProperty("Namespaces")
  NAMESPACES
}
