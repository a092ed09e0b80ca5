package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.CRITICAL;
import static dev.breakwater.engine.finding.Severity.HIGH;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What root may do in a container beyond what a runtime gives by default.
 *
 * <p>Runtimes read names in any case, and some also with {@code CAP_} in front; Pod Security reads
 * them exactly. So what is dangerous is judged as a runtime reads it.
 */
final class Capabilities {
  private static final Set<String> THE_NODE =
      Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "BPF");
  private static final Set<String> OTHER_PODS =
      Set.of(
          "SYS_PTRACE",
          "DAC_READ_SEARCH",
          "SYS_BOOT",
          "SYS_TIME",
          "SYSLOG",
          "PERFMON",
          "MAC_ADMIN",
          "MAC_OVERRIDE",
          "AUDIT_CONTROL",
          "AUDIT_READ",
          "CHECKPOINT_RESTORE");
  private static final Set<String> THE_NETWORK = Set.of("NET_ADMIN", "NET_RAW", "NET_BROADCAST");

  static final List<Rule> RULES =
      List.of(
          check("BW-CAP-001", CRITICAL, "A capability is added that amounts to the node")
              .why(
                  """
                  SYS_ADMIN, SYS_MODULE, SYS_RAWIO, BPF or ALL let root in the container mount the \
                  node's disks, load code into its kernel or write to its memory: the container's \
                  walls are gone. Critical: it is nearly privileged: true. ALL beside drop: [ALL] \
                  wins, since what is added is added last.
                  """)
              .remedy("Remove it; if one is truly needed, give it to a small pod of its own.")
              .before(
                  """
                  securityContext:
                    capabilities: {add: [SYS_ADMIN]}
                  """)
              .after(
                  """
                  securityContext:
                    capabilities: {drop: [ALL]}
                  """)
              .controls(
                  "PSS:baseline", "NSA:linux-hardening", "CIS:5.2.9", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-105", "BW-PSS-203", "BW-CAP-004")
              .workload(pod -> adding(pod, THE_NODE::contains)),
          check("BW-CAP-002", HIGH, "A capability is added that reaches beyond the pod")
              .why(
                  """
                  SYS_PTRACE, DAC_READ_SEARCH, SYS_TIME, SYSLOG and their like let root in the \
                  container read files and memory that are not its own, or change settings of the \
                  whole node.
                  """)
              .remedy("Remove it, or run what needs it, such as a profiler, only while it is used.")
              .before(
                  """
                  securityContext:
                    capabilities: {add: [SYS_PTRACE]}
                  """)
              .after(
                  """
                  securityContext:
                    capabilities: {drop: [ALL]}
                  """)
              .controls(
                  "PSS:baseline", "NSA:linux-hardening", "CIS:5.2.9", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-105", "BW-PSS-203", "BW-CAP-004")
              .workload(pod -> adding(pod, OTHER_PODS::contains)),
          check("BW-CAP-003", MEDIUM, "A capability is added that can forge or redirect traffic")
              .why(
                  """
                  NET_ADMIN changes routes and firewall rules, NET_RAW forges packets: neighbours in \
                  the same network can be impersonated, and on hostNetwork the whole node.
                  """)
              .remedy("Remove it; for ports below 1024 NET_BIND_SERVICE is enough.")
              .before(
                  """
                  securityContext:
                    capabilities: {add: [NET_ADMIN]}
                  """)
              .after(
                  """
                  securityContext:
                    capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
                  """)
              .controls(
                  "PSS:baseline",
                  "NSA:linux-hardening",
                  "CIS:5.2.8",
                  "CIS:5.2.9",
                  "OWASP:K01",
                  "MITRE:T1557")
              .refines("BW-PSS-105", "BW-PSS-203", "BW-CAP-004")
              .workload(pod -> adding(pod, THE_NETWORK::contains)),
          check("BW-CAP-004", LOW, "A capability is not spelled as Kubernetes does")
              .why(
                  """
                  Kubernetes writes NET_ADMIN: upper case, without CAP_. Pod Security compares \
                  exactly, so that drop: [all] does not count as ALL; a runtime may read another \
                  spelling as the capability, ignore it, or refuse to start the container.
                  """)
              .remedy("Write it in upper case and without CAP_.")
              .before(
                  """
                  securityContext:
                    capabilities: {drop: [all]}
                  """)
              .after(
                  """
                  securityContext:
                    capabilities: {drop: [ALL]}
                  """)
              .controls("NSA:linux-hardening", "CIS:5.2.9", "OWASP:K01")
              .workload(Capabilities::misspelled));

  private Capabilities() {}

  private static List<Spot> adding(PodView pod, Predicate<String> dangerous) {
    return each(
        pod,
        "add",
        capability -> dangerous.test(asRuntimesRead(capability)),
        capability -> "adds " + capability);
  }

  private static List<Spot> misspelled(PodView pod) {
    Predicate<String> differs = capability -> !capability.equals(asRuntimesRead(capability));
    List<Spot> spots = new ArrayList<>(0);
    for (String list : List.of("add", "drop")) {
      spots.addAll(
          each(
              pod,
              list,
              differs,
              capability ->
                  "capabilities."
                      + list
                      + " has "
                      + capability
                      + ", write "
                      + asRuntimesRead(capability)));
    }
    return spots;
  }

  private static List<Spot> each(
      PodView pod,
      String list,
      Predicate<String> faulty,
      java.util.function.UnaryOperator<String> seen) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      List<Node> capabilities =
          container.body().at("securityContext", "capabilities", list).items();
      for (int index = 0; index < capabilities.size(); index++) {
        String capability = capabilities.get(index).textOr("");
        if (faulty.test(capability)) {
          spots.add(
              pod.at(
                  container,
                  seen.apply(capability),
                  "securityContext",
                  "capabilities",
                  list,
                  "[" + index + "]"));
        }
      }
    }
    return spots;
  }

  private static String asRuntimesRead(String capability) {
    String upper = capability.toUpperCase(Locale.ROOT);
    return upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
  }
}
