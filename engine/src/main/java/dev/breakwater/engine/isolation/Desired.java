package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.node.Node;
import java.util.Map;

/**
 * An object as a profile wants it, spelled as the API server stores it.
 *
 * @param ref its name; without a uid
 * @param group what it stands and falls with
 * @param rule what it is for
 * @param annotations of ours
 * @param spec the whole spec
 */
record Desired(
    ObjectRef ref, Group group, String rule, Map<String, String> annotations, Object spec) {
  boolean isolates() {
    return rule.equals(Marks.ISOLATE);
  }

  Node comparableSpec() {
    return Body.comparable(Node.of(spec));
  }

  Map<String, Object> body() {
    return Body.of(
        "apiVersion",
        ref.apiVersion(),
        "kind",
        ref.kind(),
        "metadata",
        Body.of(
            "name",
            ref.name(),
            "namespace",
            ref.namespace(),
            "labels",
            Map.of(Marks.MANAGED_BY, Marks.BREAKWATER),
            "annotations",
            annotations),
        "spec",
        spec);
  }
}
