package dev.breakwater.engine.isolation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be done.
 *
 * @param namespaces by name; those without anything to do are there as well
 */
public record IsolationPlan(List<NamespacePlan> namespaces) {
  /** The namespaces in which something is to be written. */
  public Set<String> unsettled() {
    Set<String> names = new TreeSet<>();
    namespaces.stream()
        .filter(namespace -> !namespace.steps().isEmpty())
        .forEach(namespace -> names.add(namespace.namespace()));
    return names;
  }
}
