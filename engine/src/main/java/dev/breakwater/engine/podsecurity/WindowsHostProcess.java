package dev.breakwater.engine.podsecurity;

import java.util.Optional;

/** No Windows container runs as a process of its node. */
final class WindowsHostProcess {
  private WindowsHostProcess() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    if (pod.securityContext().at("windowsOptions", "hostProcess").isTrue()) {
      bad.pod("securityContext.windowsOptions.hostProcess");
    }
    for (PodContainer container : pod.containers()) {
      if (container.securityContext().at("windowsOptions", "hostProcess").isTrue()) {
        bad.container(container, "securityContext.windowsOptions.hostProcess");
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "hostProcess",
            bad.setters() + " must not set securityContext.windowsOptions.hostProcess=true");
  }
}
