package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Only the sysctls that a pod can change without touching its neighbours. */
final class Sysctls {
  /** The safe ones, with the minor version of the standards that first took each for safe. */
  private static final Map<String, Integer> SAFE_SINCE =
      Map.ofEntries(
          Map.entry("kernel.shm_rmid_forced", 0),
          Map.entry("net.ipv4.ip_local_port_range", 0),
          Map.entry("net.ipv4.tcp_syncookies", 0),
          Map.entry("net.ipv4.ping_group_range", 0),
          Map.entry("net.ipv4.ip_unprivileged_port_start", 0),
          Map.entry("net.ipv4.ip_local_reserved_ports", 27),
          Map.entry("net.ipv4.tcp_keepalive_time", 29),
          Map.entry("net.ipv4.tcp_fin_timeout", 29),
          Map.entry("net.ipv4.tcp_keepalive_intvl", 29),
          Map.entry("net.ipv4.tcp_keepalive_probes", 29),
          Map.entry("net.ipv4.tcp_rmem", 32),
          Map.entry("net.ipv4.tcp_wmem", 32));

  private Sysctls() {}

  /** The rule of that minor version. */
  static Rule asOf(int minor) {
    return (control, pod) -> judge(control, pod, minor);
  }

  private static Optional<Violation> judge(Control control, Pod pod, int minor) {
    Tally bad = new Tally();
    List<Node> sysctls = pod.securityContext().at("sysctls").items();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.get(i).at("name").textOr("");
      if (SAFE_SINCE.getOrDefault(name, Integer.MAX_VALUE) > minor) {
        bad.name(name);
        bad.pod("securityContext.sysctls[" + i + "].name");
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(control, "forbidden sysctls", String.join(", ", bad.names()));
  }
}
