package dev.breakwater.engine.podsecurity;

import java.util.Optional;

/** How a control judges a pod from some version on. */
@FunctionalInterface
interface Rule {
  /** What is wrong; empty where nothing is. */
  Optional<Violation> judge(Control control, Pod pod);

  /** The same, but a pod that says it is for Windows passes. */
  static Rule exceptOnWindows(Rule rule) {
    return (control, pod) -> pod.isForWindows() ? Optional.empty() : rule.judge(control, pod);
  }

  /** The same, but a pod whose users are not the node's passes. */
  static Rule exceptInUserNamespace(Rule rule) {
    return (control, pod) -> pod.hasUserNamespace() ? Optional.empty() : rule.judge(control, pod);
  }
}
