package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a finding is. Ordered: what comes first is worse. */
public enum Severity {
  /** Whoever reaches the workload owns the node or the cluster. */
  @JsonProperty("Critical")
  CRITICAL,

  /** A known way to attack; fix it in the next days. */
  @JsonProperty("High")
  HIGH,

  /** Makes an attack easier or an outage likelier. */
  @JsonProperty("Medium")
  MEDIUM,

  /** Good practice that is missing. */
  @JsonProperty("Low")
  LOW,

  /** Nobody rated it yet. */
  @JsonProperty("Unknown")
  UNKNOWN
}
