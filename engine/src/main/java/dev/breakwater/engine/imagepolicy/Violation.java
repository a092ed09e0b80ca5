package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;

/**
 * One rule that an image breaks.
 *
 * @param field of the policy's spec that says so; {@code image} where the reference itself is wrong
 * @param severity how bad it is
 * @param message the field, the image and what is wrong; of a reference in the words of the
 *     admission message
 * @param remediation what to do
 */
public record Violation(String field, Severity severity, String message, String remediation) {
  /** A violation of a rule about references. */
  Violation(Rule rule, String message, String remediation) {
    this(rule.field(), rule.severity(), message, remediation);
  }
}
