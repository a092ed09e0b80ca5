package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.quantity.Quantity;

/** What a LimitRange fills in for containers that say nothing. */
final class LimitDefaults {
  private LimitDefaults() {}

  /**
   * Whether it has a default.
   *
   * @param field {@code default} for limits, {@code defaultRequest} for requests
   */
  static boolean fills(KubernetesObject range, String field, String resource) {
    for (Node limit : range.body().at("spec", "limits").items()) {
      if (limit.at("type").textOr("").equals("Container")
          && Quantity.of(limit.at(field, resource)).map(Quantity::isPositive).orElse(false)) {
        return true;
      }
    }
    return false;
  }
}
