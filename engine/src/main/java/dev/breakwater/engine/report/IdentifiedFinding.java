package dev.breakwater.engine.report;

import dev.breakwater.engine.finding.Detail;
import dev.breakwater.engine.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A finding with the id that it keeps for as long as the same thing is wrong at the same place.
 *
 * @param id the check and eight hexadecimal digits: {@code BW-POD-001-1f3a9c07}
 * @param finding what was found
 */
record IdentifiedFinding(String id, Finding finding) {
  /** What to do first comes first; the rest only makes the order total. */
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::type)
          .thenComparing(Finding::check)
          .thenComparing(IdentifiedFinding::place)
          .thenComparing(Finding::path)
          .thenComparing(Finding::message);

  /**
   * Orders {@code findings} and gives each its id. Equal findings become one.
   *
   * <p>An id holds the least that tells a finding from those before it. A check that finds once is
   * its own identity: when one of two containers is repaired, the finding is still the same. And
   * when one of several findings goes, the others keep their ids as a whole: one is fixed and none
   * is new.
   */
  static List<IdentifiedFinding> of(List<Finding> findings) {
    Set<String> taken = new HashSet<>();
    return findings.stream()
        .distinct()
        .sorted(ORDER)
        .map(
            finding ->
                new IdentifiedFinding(
                    finding.check() + "-" + shortHash(key(finding, taken)), finding))
        .toList();
  }

  /** A key that is not taken yet. */
  private static String key(Finding finding, Set<String> taken) {
    if (isAlone(finding) && taken.add(finding.check())) {
      return finding.check();
    }
    String key = checkAndPlace(finding) + finding.detail().key();
    if (!taken.add(key)) {
      key = key + '\n' + finding.path();
      while (!taken.add(key)) {
        key = key + '\n';
      }
    }
    return key;
  }

  /** Whether its check usually finds once in an object, and is therefore identity enough. */
  private static boolean isAlone(Finding finding) {
    return switch (finding.type()) {
      case CONFIGURATION, NETWORK -> finding.detail() instanceof Detail.None;
      case VULNERABILITY, SECRET, IMAGE_POLICY -> false;
    };
  }

  private static String checkAndPlace(Finding finding) {
    return finding.check() + '\n' + place(finding);
  }

  /**
   * Where the finding is, independent of the order in which a file lists its containers: that order
   * is no news. Neither the message nor the path takes part: both hold values that change while the
   * finding stays.
   */
  private static String place(Finding finding) {
    String[] parts = finding.subject().split(", ");
    Arrays.sort(parts);
    return String.join(", ", parts);
  }

  private static String shortHash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
