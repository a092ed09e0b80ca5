package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.CRITICAL;
import static dev.breakwater.engine.finding.Severity.HIGH;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.podsecurity.Control;
import dev.breakwater.engine.podsecurity.Field;
import dev.breakwater.engine.podsecurity.Violation;
import java.util.List;

/** The controls of the Pod Security Standards at level baseline, in the words of the API server. */
final class PodSecurityBaseline {
  static final List<Rule> RULES =
      List.of(
          check("BW-PSS-101", CRITICAL, "A container is privileged")
              .why(
                  """
                  A privileged container has every capability and every device of its node and no \
                  profile holds it: root in it is root on the node.
                  """)
              .remedy("Remove privileged: true, or add the one capability that is needed.")
              .before("securityContext: {privileged: true}")
              .after("securityContext: {allowPrivilegeEscalation: false}")
              .controls("PSS:baseline", "NSA:privileged", "CIS:5.2.2", "OWASP:K01", "MITRE:T1611")
              .workload(pod -> spots(pod, Control.PRIVILEGED)),
          check("BW-PSS-102", HIGH, "The pod shares the network, processes or IPC of its node")
              .why(
                  """
                  hostNetwork reaches what listens on localhost of the node and is not held by \
                  NetworkPolicies; hostPID sees, and as root enters, every process of the node; \
                  hostIPC reads the shared memory of others.
                  """)
              .remedy("Remove hostNetwork, hostPID and hostIPC.")
              .before("spec: {hostNetwork: true, hostPID: true}")
              .after("spec: {hostNetwork: false, hostPID: false}")
              .controls(
                  "PSS:baseline",
                  "NSA:host-namespaces",
                  "CIS:5.2.3",
                  "CIS:5.2.4",
                  "CIS:5.2.5",
                  "OWASP:K01",
                  "MITRE:T1611")
              .workload(pod -> spots(pod, Control.HOST_NAMESPACES)),
          check("BW-PSS-103", MEDIUM, "A piece of the node's file system is mounted")
              .why(
                  """
                  A hostPath volume shows files of the node to the pod, whatever they hold tomorrow. \
                  Medium: where it can be written, or holds something worse, another check says so.
                  """)
              .remedy(
                  "Use a PersistentVolumeClaim, emptyDir or a projected volume instead of"
                      + " hostPath.")
              .before(
                  """
                  volumes:
                  - name: certs
                    hostPath: {path: /etc/ssl/certs}
                  """)
              .after(
                  """
                  volumes:
                  - name: certs
                    configMap: {name: certs}
                  """)
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-204")
              .workload(PodSecurityBaseline::hostPaths),
          check("BW-PSS-104", MEDIUM, "A container takes a port of its node")
              .why(
                  """
                  The port is open on the node's own addresses, beside every Service and past most \
                  firewalls, and only one such pod fits on a node.
                  """)
              .remedy("Remove hostPort and use a Service.")
              .before("ports: [{containerPort: 8080, hostPort: 8080}]")
              .after("ports: [{containerPort: 8080}]")
              .controls("PSS:baseline", "NSA:host-namespaces", "CIS:5.2.12", "OWASP:K01")
              .workload(PodSecurityBaseline::hostPorts),
          check("BW-PSS-105", MEDIUM, "A capability is added beyond the default")
              .why(
                  """
                  What a runtime leaves out by default was left out because few need it and many \
                  misuse it. Those that reach the node or others have checks of their own.
                  """)
              .remedy("Remove it from capabilities.add.")
              .before("capabilities: {add: [SYS_NICE]}")
              .after("capabilities: {drop: [ALL]}")
              .controls(
                  "PSS:baseline", "NSA:linux-hardening", "CIS:5.2.9", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-203")
              .workload(pod -> spots(pod, Control.CAPABILITIES_BASELINE)),
          check("BW-PSS-106", HIGH, "AppArmor is switched off")
              .why(
                  """
                  The default profile is what keeps root in a container from writing to /proc and \
                  /sys and from mounting. Both the field and the old annotation count.
                  """)
              .remedy("Remove the profile, or set type RuntimeDefault or Localhost.")
              .before("appArmorProfile: {type: Unconfined}")
              .after("appArmorProfile: {type: RuntimeDefault}")
              .controls("PSS:baseline", "NSA:linux-hardening", "OWASP:K01", "MITRE:T1611")
              .workload(pod -> spots(pod, Control.APP_ARMOR_PROFILE)),
          check("BW-PSS-107", HIGH, "/proc is not masked")
              .why(
                  """
                  With procMount Unmasked files of /proc that change or reveal the node can be read \
                  and written. It is meant for containers in a user namespace.
                  """)
              .remedy("Remove procMount, or set Default.")
              .before("securityContext: {procMount: Unmasked}")
              .after("securityContext: {procMount: Default}")
              .controls("PSS:baseline", "NSA:linux-hardening", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-208")
              .workload(pod -> spots(pod, Control.PROC_MOUNT)),
          check("BW-PSS-108", MEDIUM, "SELinux options leave the container's type")
              .why(
                  """
                  A type, user or role of one's own takes the container out of the policy that keeps \
                  it from the node's files; spc_t switches it off.
                  """)
              .remedy("Remove type, user and role; level may stay.")
              .before("seLinuxOptions: {type: spc_t}")
              .after("seLinuxOptions: {level: 's0:c123,c456'}")
              .controls("PSS:baseline", "NSA:linux-hardening", "OWASP:K01", "MITRE:T1611")
              .workload(pod -> spots(pod, Control.SE_LINUX_OPTIONS)),
          check("BW-PSS-109", MEDIUM, "Seccomp is switched off")
              .why(
                  """
                  Every system call of the kernel can be tried, among them those that most escapes \
                  were built on.
                  """)
              .remedy("Set seccompProfile.type: RuntimeDefault.")
              .before("seccompProfile: {type: Unconfined}")
              .after("seccompProfile: {type: RuntimeDefault}")
              .controls(
                  "PSS:baseline", "NSA:linux-hardening", "CIS:5.6.2", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-207")
              .workload(pod -> spots(pod, Control.SECCOMP_PROFILE_BASELINE)),
          check("BW-PSS-110", MEDIUM, "A sysctl is set that may reach beyond the pod")
              .why(
                  """
                  Only a few kernel settings are known to concern nothing but the pod; others change \
                  the node for all, and the kubelet refuses them unless it was told to allow them.
                  """)
              .remedy("Remove the sysctl, or set it on the node.")
              .before("sysctls: [{name: kernel.msgmax, value: '65536'}]")
              .after("sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '80'}]")
              .controls("PSS:baseline", "NSA:linux-hardening", "OWASP:K01")
              .workload(pod -> spots(pod, Control.SYSCTLS)),
          check("BW-PSS-111", CRITICAL, "A container is a Windows HostProcess")
              .why(
                  """
                  It runs on the node itself, with the node's files and network: the privileged \
                  container of Windows.
                  """)
              .remedy("Remove windowsOptions.hostProcess.")
              .before("windowsOptions: {hostProcess: true}")
              .after("windowsOptions: {runAsUserName: ContainerUser}")
              .controls("PSS:baseline", "NSA:privileged", "CIS:5.2.10", "OWASP:K01", "MITRE:T1611")
              .workload(pod -> spots(pod, Control.WINDOWS_HOST_PROCESS)),
          check("BW-PSS-112", MEDIUM, "A probe or hook makes the kubelet call another host")
              .why(
                  """
                  The kubelet connects from the node, past every NetworkPolicy: with host set, whoever \
                  writes pods makes it call what they cannot reach, such as localhost of the node.
                  """)
              .remedy("Remove host: the kubelet then calls the pod itself.")
              .before("httpGet: {host: 127.0.0.1, port: 10255, path: /}")
              .after("httpGet: {port: 8080, path: /healthz}")
              .controls("PSS:baseline", "OWASP:K05", "MITRE:T1090")
              .workload(pod -> spots(pod, Control.HOST_PROBES_AND_HOST_LIFECYCLE)));

  private PodSecurityBaseline() {}

  /** Where a control is broken; the API server's words name who and what. */
  static List<Spot> spots(PodView pod, Control control) {
    return pod.violation(control)
        .map(
            violation ->
                violation.fields().stream().map(field -> spot(pod, field, violation)).toList())
        .orElse(List.of());
  }

  /**
   * The volumes of which nothing worse is said: the API server's detail would name the others too.
   */
  private static List<Spot> hostPaths(PodView pod) {
    return pod.violation(Control.HOST_PATH_VOLUMES)
        .map(
            violation ->
                pod.hostPaths().stream()
                    .map(
                        volume ->
                            volume.spot(
                                pod, violation.reason() + " (" + volume.path() + " of the node)"))
                    .toList())
        .orElse(List.of());
  }

  /** On the node's network all ports are the node's: that is already said. */
  private static List<Spot> hostPorts(PodView pod) {
    return pod.spec().at("hostNetwork").isTrue() ? List.of() : spots(pod, Control.HOST_PORTS);
  }

  private static Spot spot(PodView pod, Field field, Violation violation) {
    return new Spot(field.subject(), "", field.within(pod.template().path()), violation.text());
  }
}
