package dev.breakwater.engine.report;

import dev.breakwater.engine.finding.Detail;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is new and what is fixed, as far as the report before can tell.
 *
 * @param news ids of findings that were not there before
 * @param fixed ids of findings that are there no more
 */
record Comparison(Set<String> news, List<String> fixed) {
  private static final Comparison NOTHING = new Comparison(Set.of(), List.of());

  /**
   * Compares {@code findings}, in the report's order, with the report before.
   *
   * <p>A finding that the last report could not have shown is no news, and one that this report
   * could not show is not fixed: only what both looked at is compared. The same holds for what is
   * in an image that had not been scanned.
   */
  static Comparison of(List<IdentifiedFinding> findings, Limits limits, History history) {
    return switch (history) {
      case History.None none -> NOTHING;
      case History.First first -> NOTHING;
      case History.Since since -> between(since.previous(), findings, limits);
    };
  }

  private static Comparison between(
      PreviousReport previous, List<IdentifiedFinding> findings, Limits limits) {
    return new Comparison(
        news(previous, findings),
        limits.sawAsMuchAs(previous.limits()) ? fixed(previous, findings) : List.of());
  }

  private static Set<String> news(PreviousReport previous, List<IdentifiedFinding> findings) {
    return findings.subList(0, comparable(previous, findings)).stream()
        .filter(identified -> !previous.unscanned().contains(image(identified)))
        .filter(identified -> isNew(previous, identified))
        .filter(identified -> previous.limits().admit(identified.finding()))
        .map(IdentifiedFinding::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String image(IdentifiedFinding identified) {
    return identified.finding().detail().image();
  }

  /** Also what was there and has become worse: a vulnerability that nobody knew of before. */
  private static boolean isNew(PreviousReport previous, IdentifiedFinding identified) {
    if (!previous.firstSeen().containsKey(identified.id())) {
      return true;
    }
    Set<String> known = previous.vulnerabilities().getOrDefault(identified.id(), Set.of());
    return identified.finding().detail() instanceof Detail.OfPackage found
        && !known.containsAll(found.vulnerabilities());
  }

  /**
   * How many findings, from the first, the report before would have listed. It listed the first
   * ones of all that it found: behind the last of those stand the ones that it left out for size.
   */
  private static int comparable(PreviousReport previous, List<IdentifiedFinding> findings) {
    int end = findings.size();
    while (previous.omitted() > 0
        && end > 0
        && !previous.firstSeen().containsKey(findings.get(end - 1).id())) {
      end--;
    }
    return end;
  }

  private static List<String> fixed(PreviousReport previous, List<IdentifiedFinding> findings) {
    Set<String> present = findings.stream().map(IdentifiedFinding::id).collect(Collectors.toSet());
    return previous.firstSeen().keySet().stream()
        .filter(id -> !present.contains(id))
        .sorted()
        .toList();
  }
}
