package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.selector.LabelSelector;

/**
 * A NetworkPolicy as far as isolation asks (networking.k8s.io/v1).
 *
 * @param object the policy
 * @param pods which pods of its namespace it selects; a missing selector is an empty one
 * @param ingress whether it isolates them from incoming connections
 * @param egress whether it isolates them from outgoing ones
 */
record Policy(KubernetesObject object, LabelSelector pods, boolean ingress, boolean egress) {
  /** The two directions in which a pod can be isolated. */
  enum Direction {
    INGRESS,
    EGRESS
  }

  /**
   * Reads a policy. Without {@code policyTypes} it is Ingress, and Egress only if it has rules for
   * it: the API server's defaults, which a file does not have yet.
   */
  static Policy of(KubernetesObject object) {
    Node spec = object.body().at("spec");
    boolean typed = !spec.at("policyTypes").items().isEmpty();
    boolean ingress = !typed;
    boolean egress = !typed && !spec.at("egress").items().isEmpty();
    for (Node type : spec.at("policyTypes").items()) {
      ingress |= type.textOr("").equals("Ingress");
      egress |= type.textOr("").equals("Egress");
    }
    return new Policy(object, LabelSelector.of(spec.at("podSelector")), ingress, egress);
  }

  boolean isolates(Direction direction) {
    return switch (direction) {
      case INGRESS -> ingress;
      case EGRESS -> egress;
    };
  }

  /** The rules of a direction; none deny everything. */
  Node rules(Direction direction) {
    return object
        .body()
        .at(
            "spec",
            switch (direction) {
              case INGRESS -> "ingress";
              case EGRESS -> "egress";
            });
  }
}
