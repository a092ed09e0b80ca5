package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.Optional;

/** /proc keeps the masks that the runtime puts on it. */
final class ProcMount {
  private ProcMount() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      Node procMount = container.securityContext().at("procMount");
      if (procMount.isPresent() && !procMount.textOr("").equals("Default")) {
        bad.container(container, "securityContext.procMount");
        bad.value(procMount.textOr(""));
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "procMount",
            bad.containers()
                + " must not set securityContext.procMount to "
                + Tally.quoted(bad.values()));
  }
}
