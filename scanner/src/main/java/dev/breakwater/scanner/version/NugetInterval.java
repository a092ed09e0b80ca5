package dev.breakwater.scanner.version;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code [1.0,2.0)} and its like, by {@code VersionRange.TryParse} of NuGet.Versioning.
 *
 * @param least none where nothing bounds it below
 * @param most none where nothing bounds it above
 */
record NugetInterval(
    Optional<NugetVersion> least, boolean withLeast, Optional<NugetVersion> most, boolean withMost)
    implements Predicate<NugetVersion> {

  static NugetInterval parse(String text) throws InvalidVersionException {
    boolean withLeast = text.startsWith("[");
    boolean withMost = text.endsWith("]");
    if (text.length() < 3 || !(withMost || text.endsWith(")"))) {
      throw new InvalidVersionException("an interval ends with ] or )");
    }
    String inner = text.substring(1, text.length() - 1);
    int comma = inner.indexOf(',');
    if (inner.equals(",") || (comma < 0 && !(withLeast && withMost))) {
      throw new InvalidVersionException("an interval names one bound at least");
    }
    NugetInterval interval =
        new NugetInterval(
            bound(comma < 0 ? inner : inner.substring(0, comma)),
            withLeast,
            bound(inner.substring(comma + 1)),
            withMost);
    if (interval.isBackwards()) {
      throw new InvalidVersionException("nothing is between the bounds of this interval");
    }
    return interval;
  }

  private static Optional<NugetVersion> bound(String text) throws InvalidVersionException {
    return text.isBlank() ? Optional.empty() : Optional.of(NugetVersion.parse(text));
  }

  private boolean isBackwards() {
    if (least.isEmpty() || most.isEmpty()) {
      return false;
    }
    int compared = least.get().compareTo(most.get());
    return compared > 0 || (compared == 0 && withLeast != withMost);
  }

  @Override
  public boolean test(NugetVersion version) {
    return least.map(bound -> version.compareTo(bound) >= (withLeast ? 0 : 1)).orElse(true)
        && most.map(bound -> version.compareTo(bound) <= (withMost ? 0 : -1)).orElse(true);
  }
}
