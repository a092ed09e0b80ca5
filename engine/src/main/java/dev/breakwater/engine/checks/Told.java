package dev.breakwater.engine.checks;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A finding in the making: one check, every spot, and the words for it.
 *
 * @param check under whose id it is told
 * @param severity the worst of what is told
 * @param controls of everything that is told, without doubles
 * @param spots where
 * @param verb what stands between who and what: {@code cart: ...}, {@code cart without ...}
 */
record Told(
    Check check, Severity severity, Collection<String> controls, List<Spot> spots, String verb) {
  /** More names than that do not help a reader; the subject of the finding has them all. */
  private static final int NAMES = 5;

  static Told alone(Check check, List<Spot> spots) {
    return new Told(check, check.severity(), check.controls(), spots, ": ");
  }

  static Told gathered(Check under, List<Observation> parts) {
    Severity worst =
        parts.stream()
            .map(part -> part.check().severity())
            .min(Comparator.naturalOrder())
            .orElse(under.severity());
    Collection<String> controls = new LinkedHashSet<>();
    List<Spot> spots = new ArrayList<>();
    for (Observation part : parts) {
      controls.addAll(part.check().controls());
      spots.addAll(part.spots());
    }
    return new Told(under, worst, controls, spots, " without ");
  }

  Finding finding(Node root) {
    Spot first = spots.getFirst();
    return new Finding(
        check.type(),
        check.id(),
        severity,
        spots.stream()
            .map(Spot::subject)
            .filter(subject -> !subject.isEmpty())
            .distinct()
            .collect(Collectors.joining(", ")),
        first.path(),
        FieldPath.line(root, first.path()),
        message(),
        check.remedy(),
        List.copyOf(controls));
  }

  /** {@code cart, log: what both have in common; web: what only it has}. */
  private String message() {
    Map<String, Collection<String>> seenByWho = new LinkedHashMap<>();
    for (Spot spot : spots) {
      seenByWho.computeIfAbsent(spot.who(), _ -> new LinkedHashSet<>()).add(spot.seen());
    }
    Map<String, List<String>> whoBySeen = new LinkedHashMap<>();
    seenByWho.forEach(
        (who, seen) ->
            whoBySeen.computeIfAbsent(String.join(", ", seen), _ -> new ArrayList<>()).add(who));
    List<String> clauses = new ArrayList<>(whoBySeen.size());
    whoBySeen.forEach((seen, who) -> clauses.add(clause(who, seen)));
    return shortened(clauses, "; ");
  }

  private String clause(List<String> who, String seen) {
    String names = shortened(who, ", ");
    return names.isEmpty() ? seen : names + verb + seen;
  }

  private static String shortened(List<String> parts, String separator) {
    if (parts.size() <= NAMES) {
      return String.join(separator, parts);
    }
    return String.join(separator, parts.subList(0, NAMES))
        + " and "
        + (parts.size() - NAMES)
        + " more";
  }
}
