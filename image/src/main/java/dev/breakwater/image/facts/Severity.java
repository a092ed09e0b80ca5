package dev.breakwater.image.facts;

/** How bad a vulnerability or a secret is, the worst first. */
public enum Severity {
  /** Act today. */
  CRITICAL,
  /** Act this week. */
  HIGH,
  /** Plan it. */
  MEDIUM,
  /** Know it. */
  LOW,
  /** Nobody has said. */
  UNKNOWN
}
