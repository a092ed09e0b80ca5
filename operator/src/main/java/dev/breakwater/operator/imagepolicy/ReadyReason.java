package dev.breakwater.operator.imagepolicy;

/** Why an ImagePolicy is Ready or not; the spelling is part of the API. */
enum ReadyReason {
  /** The API server enforces the policy. */
  ENFORCED("Enforced"),
  /** The policy has no rule that acts at admission. */
  JUDGED("Judged"),
  /** An expression of the policy has no answer for an image that runs. */
  RULE_FAILED("RuleFailed"),
  /** The admission policies were written; the API server has not yet shown that they work. */
  INSTALLING("Installing"),
  /** The admission policies are not there. */
  NOT_INSTALLED("NotInstalled"),
  /** Somebody else keeps changing the admission policies. */
  CONFLICTED("Conflicted"),
  /** The policy has a mistake that the CRD let pass. */
  INVALID_POLICY("InvalidPolicy");

  private final String label;

  ReadyReason(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
