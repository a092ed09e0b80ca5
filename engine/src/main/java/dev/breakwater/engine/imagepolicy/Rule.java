package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;

/** What an ImagePolicy can ask of an image, in the order in which an admission message has it. */
public enum Rule {
  /** The reference can be read at all; no runtime pulls another. */
  REFERENCE("image", Severity.MEDIUM),
  /** It matches at least one pattern, if there are any. */
  ALLOWED("source.registries.allow", Severity.HIGH),
  /** It matches no pattern. */
  DENIED("source.registries.deny", Severity.HIGH),
  /** The tag matches no pattern. */
  TAG("source.tags.deny", Severity.MEDIUM),
  /** It has a digest. */
  DIGEST("source.digest", Severity.MEDIUM);

  private final String field;
  private final Severity severity;

  Rule(String field, Severity severity) {
    this.field = field;
    this.severity = severity;
  }

  /** The field of the policy's spec that says so; for {@link #REFERENCE}, the container's field. */
  public String field() {
    return field;
  }

  /** How bad a violation is. */
  public Severity severity() {
    return severity;
  }
}
