package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges pods by the Pod Security Standards, exactly as kube-apiserver 1.36 does: the same verdict
 * and the same words for every level and version.
 *
 * <p>Like kube-apiserver it takes fields that it does not know for absent. It expects values of the
 * right type, since kube-apiserver turns away others before it judges; here they count as absent.
 */
public final class PodSecurity {
  private static final List<List<Clause>> BASELINE = clauses(Level.BASELINE);
  private static final List<List<Clause>> RESTRICTED = clauses(Level.RESTRICTED);

  private PodSecurity() {}

  /** What of {@code standard} the pods of {@code template} break, in kube-apiserver's order. */
  public static List<Violation> evaluate(Standard standard, PodTemplate template) {
    return evaluate(standard.level(), standard.version(), Pod.of(template));
  }

  /**
   * What of a standard a pod breaks, in kube-apiserver's order; the pod is judged as the template
   * of a workload is, without what kube-apiserver only fills into a Pod.
   *
   * @param podMetadata the metadata of the pod or template, for its annotations
   * @param podSpec the PodSpec
   */
  public static List<Violation> evaluate(
      Level level, Version version, Node podMetadata, Node podSpec) {
    return evaluate(
        level, version, Pod.of(PodTemplate.of(podMetadata, podSpec, "spec.template.spec")));
  }

  private static List<Violation> evaluate(Level level, Version version, Pod pod) {
    int minor = (int) Math.min(version.minor(), Control.LAST_CHANGE);
    List<Clause> clauses =
        switch (level) {
          case PRIVILEGED -> List.of();
          case BASELINE -> BASELINE.get(minor);
          case RESTRICTED -> RESTRICTED.get(minor);
        };
    List<Violation> violations = List.of();
    for (Clause clause : clauses) {
      Optional<Violation> violation = clause.rule().judge(clause.control(), pod);
      if (violation.isPresent()) {
        if (violations.isEmpty()) {
          violations = new ArrayList<>();
        }
        violations.add(violation.get());
      }
    }
    return violations;
  }

  /** The controls in force, by minor version. */
  private static List<List<Clause>> clauses(Level level) {
    List<List<Clause>> byMinor = new ArrayList<>();
    for (int minor = 0; minor <= Control.LAST_CHANGE; minor++) {
      List<Clause> clauses = new ArrayList<>();
      List<Control> replaced = new ArrayList<>();
      for (Control control : Control.values()) {
        Optional<Rule> rule = control.rule(minor);
        if (rule.isPresent() && level.atLeast(control.level())) {
          clauses.add(new Clause(control, rule.get()));
          control.replaces().ifPresent(replaced::add);
        }
      }
      clauses.removeIf(clause -> replaced.contains(clause.control()));
      byMinor.add(List.copyOf(clauses));
    }
    return List.copyOf(byMinor);
  }

  /** A control with the rule that it has in one version. */
  private record Clause(Control control, Rule rule) {}
}
