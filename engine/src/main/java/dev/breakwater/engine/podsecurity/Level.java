package dev.breakwater.engine.podsecurity;

import java.util.Arrays;
import java.util.Optional;

/** How strict a Pod Security Standard is, mildest first. */
public enum Level {
  PRIVILEGED("privileged"),
  BASELINE("baseline"),
  RESTRICTED("restricted");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  /** The spelling of the API: {@code baseline}. */
  public String label() {
    return label;
  }

  /** Whether this is as strict as {@code other} or stricter. */
  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }

  /**
   * The level of exactly that spelling; empty if there is none. As in kube-apiserver, case counts
   * and no space is trimmed.
   */
  public static Optional<Level> parse(String label) {
    return Arrays.stream(values()).filter(level -> level.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
