package dev.breakwater.engine.podsecurity;

import java.util.Optional;

/** Every container says that no process gains more privileges than its parent has. */
final class AllowPrivilegeEscalation {
  private AllowPrivilegeEscalation() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      if (!container.securityContext().at("allowPrivilegeEscalation").isFalse()) {
        bad.container(container, "securityContext.allowPrivilegeEscalation");
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "allowPrivilegeEscalation != false",
            bad.containers() + " must set securityContext.allowPrivilegeEscalation=false");
  }
}
