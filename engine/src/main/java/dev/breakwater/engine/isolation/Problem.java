package dev.breakwater.engine.isolation;

/**
 * Why something was not done.
 *
 * @param reason which rule
 * @param namespace where; empty where the profile as a whole is meant
 * @param message what is in the way and what to do about it
 */
public record Problem(Reason reason, String namespace, String message)
    implements Comparable<Problem> {
  /** The reasons, as conditions print them. */
  public enum Reason {
    /** Another profile has the namespace. */
    OTHER_PROFILE("OtherProfile", true),
    /** An object or label of that name exists and is not ours. */
    FOREIGN_OBJECT("ForeignObject", true),
    /** Another manager undid our writes three times in ten minutes. */
    TAKEN_BACK("TakenBack", true),
    /** An object says that it is ours, but nothing proves it. */
    UNPROVEN_OBJECT("UnprovenObject", true),
    /** DNS or the API server was not found, so that isolating egress would cut it. */
    ESSENTIALS_NOT_FOUND("EssentialsNotFound", false),
    /** The quota counts what plain pods do not state. */
    QUOTA_WITHOUT_DEFAULTS("QuotaWithoutDefaults", false),
    /** The namespace selector is not valid. */
    INVALID_SELECTOR("InvalidSelector", false),
    /** The namespace selector asks for labels that the profile writes. */
    SELECTOR_OVER_OWN_LABELS("SelectorOverOwnLabels", false);

    private final String label;
    private final boolean conflict;

    Reason(String label, boolean conflict) {
      this.label = label;
      this.conflict = conflict;
    }

    /** The spelling in conditions. */
    public String label() {
      return label;
    }

    /** Whether someone else wants the same thing differently. */
    public boolean isConflict() {
      return conflict;
    }
  }

  @Override
  public int compareTo(Problem other) {
    return java.util.Comparator.comparing(Problem::namespace)
        .thenComparing(Problem::reason)
        .thenComparing(Problem::message)
        .compare(this, other);
  }
}
