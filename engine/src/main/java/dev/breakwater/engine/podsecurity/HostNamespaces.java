package dev.breakwater.engine.podsecurity;

import java.util.List;
import java.util.Optional;

/** The pod does not share the node's network, processes or IPC. */
final class HostNamespaces {
  private static final List<String> FIELDS = List.of("hostNetwork", "hostPID", "hostIPC");

  private HostNamespaces() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (String field : FIELDS) {
      if (pod.spec().at(field).isTrue()) {
        bad.name(field + "=true");
        bad.pod(field);
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(control, "host namespaces", String.join(", ", bad.names()));
  }
}
