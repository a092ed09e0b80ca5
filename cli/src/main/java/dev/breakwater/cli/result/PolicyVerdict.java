package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Severity;
import java.util.List;

/**
 * What an ImagePolicy says of an image.
 *
 * @param policy its name
 * @param verdict as a report has it, such as {@code Violates}
 * @param violations what is broken, and what could not be judged
 */
public record PolicyVerdict(String policy, String verdict, List<Violation> violations) {

  /**
   * One rule.
   *
   * @param field of the policy's spec
   * @param severity how bad it is
   * @param message what is wrong
   * @param remediation what to do
   */
  public record Violation(String field, Severity severity, String message, String remediation) {}

  /** Copies the list. */
  public PolicyVerdict {
    violations = List.copyOf(violations);
  }

  /** The id of a violation, as reports have it. */
  String check(Violation violation) {
    return "ImagePolicy/" + policy + "/" + violation.field();
  }
}
