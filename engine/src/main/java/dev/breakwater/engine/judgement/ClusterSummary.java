package dev.breakwater.engine.judgement;

import dev.breakwater.engine.checks.Catalogue;
import dev.breakwater.engine.checks.Check;
import dev.breakwater.engine.finding.Detail;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.report.Assessment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster's own view: which checks fail, and where most, so that one report tells where to
 * begin.
 *
 * <p>One finding per check, with the objects that it concerns counted and the first of them named.
 * Collected object by object, so that no more than names are held.
 */
public final class ClusterSummary {
  /** How many objects a finding names; all of them are counted. */
  private static final int NAMED = 3;

  private final Map<String, Concerned> byCheck = new TreeMap<>();

  private static final class Concerned {
    private final Finding example;
    private Severity worst;
    private final List<ObjectRef> objects = new ArrayList<>();

    Concerned(Finding example) {
      this.example = example;
      this.worst = example.severity();
    }

    void add(ObjectRef object, Severity severity) {
      objects.add(object);
      worst = severity.atLeast(worst) ? severity : worst;
    }
  }

  /** Counts what was found in one object. */
  public void add(Assessment assessment) {
    Map<String, Finding> worst = new LinkedHashMap<>();
    for (Finding finding : assessment.findings()) {
      worst.merge(finding.check(), finding, (a, b) -> a.severity().atLeast(b.severity()) ? a : b);
    }
    worst.forEach(
        (check, finding) ->
            byCheck
                .computeIfAbsent(check, key -> new Concerned(finding))
                .add(assessment.scope(), finding.severity()));
  }

  /** The cluster's assessment, from all that was added, in any order. */
  public Assessment assessment() {
    return new Assessment(
        Subject.CLUSTER,
        Origin.CLUSTER,
        List.of(),
        byCheck.values().stream().map(ClusterSummary::finding).toList());
  }

  /** What is to be done about one package says nothing about those of other images. */
  private static String remediation(Finding example) {
    return example.detail() instanceof Detail.None
        ? example.remediation()
        : Catalogue.find(example.check())
            .map(Check::remedy)
            .orElse("Look into the reports of these objects.");
  }

  private static Finding finding(Concerned concerned) {
    Finding example = concerned.example;
    List<String> names =
        concerned.objects.stream()
            .sorted(Comparator.naturalOrder())
            .map(ObjectRef::toString)
            .toList();
    String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    int more = names.size() - NAMED;
    return new Finding(
        example.type(),
        example.check(),
        concerned.worst,
        "",
        "",
        0,
        (names.size() == 1 ? "1 object: " : names.size() + " objects: ")
            + shown
            + (more > 0 ? " and " + more + " more" : ""),
        remediation(example),
        example.controls());
  }
}
