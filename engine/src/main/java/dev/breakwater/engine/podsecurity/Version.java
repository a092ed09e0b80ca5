package dev.breakwater.engine.podsecurity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of the Pod Security Standards: {@code v1.24}, or {@code latest}. A version newer than
 * the last change of the standards is judged by that last change.
 *
 * @param minor the {@code 24} of {@code v1.24}, not negative; {@link Long#MAX_VALUE} is latest
 */
public record Version(long minor) implements Comparable<Version> {
  /** Whatever the newest version is; newer than any number. */
  public static final Version LATEST = new Version(Long.MAX_VALUE);

  private static final Pattern NUMBERED = Pattern.compile("v1\\.(0|[1-9][0-9]{0,17})");

  /** Rejects a negative minor version. */
  public Version {
    if (minor < 0) {
      throw new IllegalArgumentException("minor: " + minor + " is negative; give 0 or more");
    }
  }

  /**
   * The version that is spelled {@code latest} or {@code v1.x}; empty for anything else, such as
   * {@code 1.24}, {@code v1.24.1} or {@code v1.024}. kube-apiserver takes a label that it cannot
   * read for {@code latest}.
   */
  public static Optional<Version> parse(String label) {
    if (label.equals("latest")) {
      return Optional.of(LATEST);
    }
    return NUMBERED.matcher(label).matches()
        ? Optional.of(new Version(Long.parseLong(label.substring("v1.".length()))))
        : Optional.empty();
  }

  /** The spelling of the API: {@code latest} or {@code v1.24}. */
  public String label() {
    return equals(LATEST) ? "latest" : "v1." + minor;
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return label();
  }
}
