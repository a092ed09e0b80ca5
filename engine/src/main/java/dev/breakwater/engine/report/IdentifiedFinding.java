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
import java.util.function.Function;

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
    Map<String, Long> perCheck = count(ordered, Finding::check);
    Map<String, Long> perPlace = count(ordered, IdentifiedFinding::checkAndPlace);
    return ordered.stream()
        .map(finding -> new IdentifiedFinding(id(finding, perCheck, perPlace), finding))
        .toList();
  }

  private static Map<String, Long> count(List<Finding> findings, Function<Finding, String> key) {
    return findings.stream().collect(groupingBy(key, counting()));
  }

  /**
   * The least that tells a finding from the others of its object. A check that finds once is its
   * own identity: when one of two containers is repaired, the finding is still the same.
   */
  private static String id(
      Finding finding, Map<String, Long> perCheck, Map<String, Long> perPlace) {
    String key = finding.check();
    if (perCheck.getOrDefault(key, 0L) > 1 || finding.type() == Finding.Type.IMAGE_POLICY) {
      key = checkAndPlace(finding);
    }
    if (perPlace.getOrDefault(key, 0L) > 1) {
      key = key + '\n' + finding.path();
    }
    return finding.check() + "-" + shortHash(key);
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
