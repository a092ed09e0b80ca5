package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Optional;

/** No container takes a port of its node. */
final class HostPorts {
  private HostPorts() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      List<Node> ports = container.body().at("ports").items();
      for (int i = 0; i < ports.size(); i++) {
        long port = hostPort(pod, container, ports.get(i));
        if (port != 0) {
          bad.container(container, "ports[" + i + "].hostPort");
          bad.value(Long.toString(port));
        }
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "hostPort",
            bad.containers()
                + (bad.names().size() == 1 ? " uses " : " use ")
                + Tally.plural(bad.values(), "hostPort")
                + " "
                + String.join(", ", bad.values()));
  }

  /**
   * On the node's network every port is a port of the node: kube-apiserver writes the container
   * port of a Pod's init and regular containers into {@code hostPort} before it judges
   * (SetDefaults_Pod). Since v1.28 it leaves templates as they are.
   */
  private static long hostPort(Pod pod, PodContainer container, Node port) {
    long written = port.at("hostPort").integer().orElse(0);
    boolean filledIn =
        written == 0
            && pod.bare()
            && container.container().sort() != Container.Sort.EPHEMERAL
            && pod.spec().at("hostNetwork").isTrue();
    return filledIn ? port.at("containerPort").integer().orElse(0) : written;
  }
}
