package dev.breakwater.engine.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check saw in one object.
 *
 * @param check which
 * @param telling whether its spots are one finding
 * @param spots where; never empty
 */
record Observation(Check check, Rule.Telling telling, List<Spot> spots) {
  /** Takes from each check the spots where a more precise one found fault with the same field. */
  static List<Observation> refine(List<Observation> observations) {
    Map<String, List<Spot>> claimed = new LinkedHashMap<>();
    for (Observation observation : observations) {
      for (String general : observation.check.refines()) {
        claimed.computeIfAbsent(general, _ -> new ArrayList<>()).addAll(observation.spots);
      }
    }
    if (claimed.isEmpty()) {
      return observations;
    }
    List<Observation> rest = new ArrayList<>(observations.size());
    for (Observation observation : observations) {
      List<Spot> taken = claimed.getOrDefault(observation.check.id(), List.of());
      List<Spot> left =
          observation.spots.stream()
              .filter(spot -> taken.stream().noneMatch(spot::overlaps))
              .toList();
      if (!left.isEmpty()) {
        rest.add(new Observation(observation.check, observation.telling, left));
      }
    }
    return rest;
  }

  /** Puts together what is reported under one id. */
  static List<Told> gather(List<Observation> observations) {
    Map<String, List<Observation>> byId = new LinkedHashMap<>();
    for (Observation observation : observations) {
      byId.computeIfAbsent(observation.check.reportedAs(), _ -> new ArrayList<>()).add(observation);
    }
    List<Told> told = new ArrayList<>(byId.size());
    byId.forEach(
        (id, parts) -> {
          Observation first = parts.getFirst();
          if (!first.check.id().equals(id)) {
            told.add(Told.gathered(Catalogue.get(id), parts));
          } else if (first.telling == Rule.Telling.EACH) {
            first.spots.forEach(spot -> told.add(Told.alone(first.check, List.of(spot))));
          } else {
            told.add(Told.alone(first.check, first.spots));
          }
        });
    return told;
  }
}
