package dev.breakwater.engine.report;

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
   * could not show is not fixed: only what both looked at is compared.
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
    Limits before = previous.limits();
    return new Comparison(
        before.sawAsMuchAs(limits) ? news(previous, findings) : Set.of(),
        limits.sawAsMuchAs(before) ? fixed(previous, findings) : List.of());
  }

  private static Set<String> news(PreviousReport previous, List<IdentifiedFinding> findings) {
    Set<String> news = new TreeSet<>();
    int known = 0;
    for (IdentifiedFinding identified : findings) {
      if (previous.firstSeen().containsKey(identified.id())) {
        known++;
      } else if (previous.omitted() == 0 || known < previous.firstSeen().size()) {
        // Behind the last one that was listed stand those that were omitted: they may be old.
        news.add(identified.id());
      }
    }
    return news;
  }

  private static List<String> fixed(PreviousReport previous, List<IdentifiedFinding> findings) {
    Set<String> present = findings.stream().map(IdentifiedFinding::id).collect(Collectors.toSet());
    return previous.firstSeen().keySet().stream()
        .filter(id -> !present.contains(id))
        .sorted()
        .toList();
  }
}
