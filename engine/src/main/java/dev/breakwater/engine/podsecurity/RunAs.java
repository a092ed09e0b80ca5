package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** Containers do not run as root. */
final class RunAs {
  private RunAs() {}

  /** {@code runAsNonRoot: true} holds for every container, from itself or from the pod. */
  static Optional<Violation> nonRoot(Control control, Pod pod) {
    Tally refusing = new Tally();
    Tally silent = new Tally();
    Node ofPod = pod.securityContext().at("runAsNonRoot");
    if (ofPod.isFalse()) {
      refusing.pod("securityContext.runAsNonRoot");
    }
    for (PodContainer container : pod.containers()) {
      Node ofContainer = container.securityContext().at("runAsNonRoot");
      if (ofContainer.isFalse()) {
        refusing.container(container, "securityContext.runAsNonRoot");
      } else if (!ofContainer.isPresent() && !ofPod.isPresent()) {
        silent.container(container, "securityContext.runAsNonRoot");
      }
    }
    if (!refusing.isEmpty()) {
      String detail = refusing.setters() + " must not set securityContext.runAsNonRoot=false";
      silent.fields().forEach(refusing::field);
      return refusing.violation(control, "runAsNonRoot != true", detail);
    }
    return silent.isEmpty()
        ? Optional.empty()
        : silent.violation(
            control,
            "runAsNonRoot != true",
            "pod or " + silent.containers() + " must set securityContext.runAsNonRoot=true");
  }

  /** Nobody asks for user 0. */
  static Optional<Violation> user(Control control, Pod pod) {
    Tally bad = new Tally();
    if (isRoot(pod.securityContext())) {
      bad.pod("securityContext.runAsUser");
    }
    for (PodContainer container : pod.containers()) {
      if (isRoot(container.securityContext())) {
        bad.container(container, "securityContext.runAsUser");
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(control, "runAsUser=0", bad.setters() + " must not set runAsUser=0");
  }

  private static boolean isRoot(Node securityContext) {
    OptionalLong user = securityContext.at("runAsUser").integer();
    return user.isPresent() && user.getAsLong() == 0;
  }
}
