package dev.breakwater.engine.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.breakwater.engine.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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

  /** Orders {@code findings} and gives each its id. Equal findings become one. */
  static List<IdentifiedFinding> of(List<Finding> findings) {
    List<Finding> ordered = findings.stream().distinct().sorted(ORDER).toList();
    Map<String, Long> places =
        ordered.stream().collect(groupingBy(IdentifiedFinding::key, counting()));
    return ordered.stream()
        .map(
            finding -> {
              String key = key(finding);
              boolean alone = places.getOrDefault(key, 0L) == 1;
              String hash = shortHash(alone ? key : key + '\n' + finding.path());
              return new IdentifiedFinding(finding.check() + "-" + hash, finding);
            })
        .toList();
  }

  private static String key(Finding finding) {
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
