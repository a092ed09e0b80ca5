package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plans isolation.
 *
 * <p>No step widens access: what cannot be read, found or proved is left as it is, and said. In a
 * namespace, what is allowed is written before what isolates and removed after it. A policy that
 * allows something isolates the pods that it selects as well (networking/v1), so until the last
 * step of a namespace's first plan less may be allowed than the profile says, never more.
 */
public final class Isolation {
  private Isolation() {}

  /** The plan for every namespace of the snapshot, by name. */
  public static IsolationPlan plan(IsolationSnapshot snapshot, Instant now) {
    Map<String, List<Child>> children =
        snapshot.children().stream()
            .map(Child::new)
            .collect(Collectors.groupingBy(child -> child.ref().namespace()));
    return new IsolationPlan(
        snapshot.namespaces().stream()
            .sorted(Comparator.comparing(KubernetesObject::ref))
            .map(
                namespace ->
                    new NamespacePlanner(
                            snapshot,
                            namespace,
                            children.getOrDefault(namespace.ref().name(), List.of()),
                            now)
                        .plan())
            .toList());
  }
}
