package dev.breakwater.engine.finding;

import java.util.List;

/**
 * One thing that is wrong, and what to do about it.
 *
 * @param type what kind of judgement found it
 * @param check the stable id of the rule: {@code BW-POD-001}; for an ImagePolicy, the policy's name
 *     and the field
 * @param severity how bad it is
 * @param subject what part of the object: {@code containers[name=cart]}; empty for the object as a
 *     whole
 * @param path the field from the object's root: {@code
 *     spec.template.spec.containers[name=cart].securityContext.privileged}
 * @param line the line of that field, or of the nearest parent that is written; 0 where the object
 *     has no file
 * @param message what was seen and what was wanted
 * @param remediation what to do
 * @param controls what frameworks ask for it: {@code PSS:baseline}, {@code CIS:5.2.1}
 * @param detail what the fields of the object do not say
 */
public record Finding(
    Type type,
    String check,
    Severity severity,
    String subject,
    String path,
    int line,
    String message,
    String remediation,
    List<String> controls,
    Detail detail) {
  /** A finding that is all about the object. */
  public Finding(
      Type type,
      String check,
      Severity severity,
      String subject,
      String path,
      int line,
      String message,
      String remediation,
      List<String> controls) {
    this(type, check, severity, subject, path, line, message, remediation, controls, Detail.NONE);
  }

  /** What kind of judgement found it. */
  public enum Type {
    CONFIGURATION("Configuration"),
    NETWORK("Network"),
    VULNERABILITY("Vulnerability"),
    SECRET("Secret"),
    IMAGE_POLICY("ImagePolicy");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** The spelling of the API. */
    public String label() {
      return label;
    }
  }
}
