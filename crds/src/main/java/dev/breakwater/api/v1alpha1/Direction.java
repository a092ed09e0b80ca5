package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a connection is opened. */
public enum Direction {
  /** To the pods of the namespace. */
  @JsonProperty("Ingress")
  INGRESS,

  /** From the pods of the namespace. */
  @JsonProperty("Egress")
  EGRESS
}
