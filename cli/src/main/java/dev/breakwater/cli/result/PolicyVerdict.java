package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Severity;
import java.time.LocalDate;
import java.util.List;

/**
 * What an ImagePolicy says of an image.
 *
 * @param policy its name
 * @param verdict as a report has it, such as {@code Violates}
 * @param violations what is broken, and what could not be judged
 * @param exceptions what would be broken but for them
 */
public record PolicyVerdict(
    String policy, String verdict, List<Violation> violations, List<Exemption> exceptions) {

  /**
   * One rule.
   *
   * @param field of the policy's spec
   * @param severity how bad it is
   * @param message what is wrong
   * @param remediation what to do
   */
  public record Violation(String field, Severity severity, String message, String remediation) {}

  /**
   * An exception of the policy that lets vulnerabilities pass.
   *
   * @param vulnerabilities their ids
   * @param reason for a person
   * @param expires the last day on which it holds
   */
  public record Exemption(List<String> vulnerabilities, String reason, LocalDate expires) {
    /** Copies the list. */
    public Exemption {
      vulnerabilities = List.copyOf(vulnerabilities);
    }
  }

  /** Copies the lists. */
  public PolicyVerdict {
    violations = List.copyOf(violations);
    exceptions = List.copyOf(exceptions);
  }

  /** Whether there is more to say than the verdict. */
  boolean isTold() {
    return !violations.isEmpty() || !exceptions.isEmpty();
  }

  /** The id of a violation, as reports have it. */
  String check(Violation violation) {
    return "ImagePolicy/" + policy + "/" + violation.field();
  }
}
