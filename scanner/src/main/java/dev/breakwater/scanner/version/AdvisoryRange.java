package dev.breakwater.scanner.version;

import dev.breakwater.image.reference.Parsed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which versions of a language's package an advisory means, as trivy-db stores it: lists of ranges
 * in the grammar of {@link VersionScheme#matches}, judged as in pkg/detector/library/compare of
 * Trivy.
 *
 * @param vulnerable ranges of vulnerable versions, any of which is enough
 * @param patched ranges of versions that are mended
 * @param unaffected ranges of versions that never were vulnerable
 */
public record AdvisoryRange(
    List<String> vulnerable, List<String> patched, List<String> unaffected) {

  /** Copies the lists. */
  public AdvisoryRange {
    vulnerable = List.copyOf(vulnerable);
    patched = List.copyOf(patched);
    unaffected = List.copyOf(unaffected);
  }

  /**
   * Whether that version is vulnerable. An empty range among {@code vulnerable} or {@code patched}
   * means every version. Else it is in one of {@code vulnerable}, if there are any, and in none of
   * {@code patched} and {@code unaffected}. A version or range that cannot be read is not
   * vulnerable; so is any where all three lists are empty.
   */
  public boolean contains(VersionScheme scheme, String version) {
    if (vulnerable.contains("") || patched.contains("")) {
      return true;
    }
    List<String> safe = Stream.concat(patched.stream(), unaffected.stream()).toList();
    if (vulnerable.isEmpty() && safe.isEmpty()) {
      return false;
    }
    return matches(scheme, version, vulnerable, true) && matches(scheme, version, safe, false);
  }

  private static boolean matches(
      VersionScheme scheme, String version, List<String> ranges, boolean wanted) {
    return ranges.isEmpty()
        || scheme
            .matchesInAdvisory(version, String.join(" || ", ranges))
            .equals(new Parsed.Valid<>(wanted));
  }
}
