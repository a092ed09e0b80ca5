package dev.breakwater.engine.isolation;

/** What belongs together in a namespace: when one part cannot be written, none of it is. */
enum Group {
  /** NetworkPolicies. */
  NETWORK,
  /** LimitRange and ResourceQuota. */
  LIMITS,
  /** The namespace's own labels. */
  POD_SECURITY
}
