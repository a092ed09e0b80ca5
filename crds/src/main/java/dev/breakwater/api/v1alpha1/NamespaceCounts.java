package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** How many namespaces are in which state. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"matched", "applied", "pending", "conflicted"})
public class NamespaceCounts {
  @JsonPropertyDescription("Namespaces that spec.match selects. Example: 12.")
  private int matched;

  @JsonPropertyDescription("Those that are as the profile says. Example: 11.")
  private int applied;

  @JsonPropertyDescription("Those that are not yet. Example: 1.")
  private int pending;

  @JsonPropertyDescription(
      "Those where something else owns what the profile would write. Example: 0.")
  private int conflicted;

  public int getMatched() {
    return matched;
  }

  public void setMatched(int matched) {
    this.matched = matched;
  }

  public int getApplied() {
    return applied;
  }

  public void setApplied(int applied) {
    this.applied = applied;
  }

  public int getPending() {
    return pending;
  }

  public void setPending(int pending) {
    this.pending = pending;
  }

  public int getConflicted() {
    return conflicted;
  }

  public void setConflicted(int conflicted) {
    this.conflicted = conflicted;
  }
}
