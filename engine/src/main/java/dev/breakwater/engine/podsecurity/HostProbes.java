package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** No probe and no lifecycle hook makes the kubelet call another host (KEP-4559). */
final class HostProbes {
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> ACTIONS = List.of("httpGet", "tcpSocket");

  private HostProbes() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      for (String probe : PROBES) {
        judge(bad, container, container.body().at(probe), probe);
      }
      Node lifecycle = container.body().at("lifecycle");
      if (lifecycle.isPresent()) {
        judge(bad, container, lifecycle.at("postStart"), "lifecycle.postStart");
        judge(bad, container, lifecycle.at("preStop"), "lifecycle.preStop");
      }
    }
    if (bad.isEmpty()) {
      return Optional.empty();
    }
    Collection<String> containers = Tally.sorted(bad.names());
    return bad.violation(
        control,
        "probe or lifecycle host",
        Tally.plural(containers, "container")
            + " "
            + Tally.quoted(containers)
            + (containers.size() == 1 ? " uses " : " use ")
            + Tally.plural(bad.values(), "probe or lifecycle host")
            + " "
            + Tally.quoted(bad.values()));
  }

  private static void judge(Tally bad, PodContainer container, Node handler, String path) {
    if (!handler.isPresent()) {
      return;
    }
    for (String action : ACTIONS) {
      String host = handler.at(action, "host").textOr("");
      if (!host.isEmpty()) {
        bad.container(container, path + "." + action + ".host");
        bad.value(host);
      }
    }
  }
}
