package dev.breakwater.engine.podsecurity;

import java.util.Optional;

/** No container is privileged. */
final class Privileged {
  private Privileged() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      if (container.securityContext().at("privileged").isTrue()) {
        bad.container(container, "securityContext.privileged");
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "privileged",
            bad.containers() + " must not set securityContext.privileged=true");
  }
}
