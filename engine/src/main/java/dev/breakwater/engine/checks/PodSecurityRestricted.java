package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.podsecurity.Control;
import dev.breakwater.engine.podsecurity.Field;
import java.util.List;

/**
 * The controls of the Pod Security Standards that level restricted adds. What is only a line that
 * was left out of a security context is gathered into one finding.
 */
final class PodSecurityRestricted {
  static final List<Rule> RULES =
      List.of(
          check("BW-PSS-201", MEDIUM, "A process may gain more privileges than its parent")
              .why(
                  """
                  Without allowPrivilegeEscalation: false a program with the setuid bit, such as \
                  sudo, makes root of any user in the container.
                  """)
              .remedy("Set allowPrivilegeEscalation: false for each container.")
              .before("securityContext: {}")
              .after("securityContext: {allowPrivilegeEscalation: false}")
              .controls(
                  "PSS:restricted",
                  "NSA:privilege-escalation",
                  "CIS:5.2.6",
                  "OWASP:K01",
                  "MITRE:T1548")
              .reportedAs(Contexts.GATHERED)
              .workload(
                  pod ->
                      lines(
                          pod,
                          Control.ALLOW_PRIVILEGE_ESCALATION,
                          "allowPrivilegeEscalation: false")),
          check("BW-PSS-202", MEDIUM, "Capabilities are not dropped")
              .why(
                  """
                  By default root in a container may change owners of files, forge users, make \
                  device files and more. Hardly a program needs any of it. Pod Security reads ALL \
                  in upper case only.
                  """)
              .remedy("Set capabilities.drop: [ALL] for each container.")
              .before("securityContext: {}")
              .after("securityContext: {capabilities: {drop: [ALL]}}")
              .controls(
                  "PSS:restricted",
                  "NSA:linux-hardening",
                  "CIS:5.2.8",
                  "CIS:5.2.9",
                  "OWASP:K01",
                  "MITRE:T1611")
              .reportedAs(Contexts.GATHERED)
              .workload(
                  pod ->
                      lines(pod, Control.CAPABILITIES_RESTRICTED, "capabilities.drop: [ALL]")
                          .stream()
                          .filter(spot -> spot.path().endsWith(".drop"))
                          .toList()),
          check("BW-PSS-203", LOW, "A capability is added that restricted does not allow")
              .why(
                  """
                  Only NET_BIND_SERVICE, for ports below 1024, is allowed beside drop: [ALL]. Low: \
                  those that are dangerous have checks of their own.
                  """)
              .remedy("Remove it from capabilities.add, or keep NET_BIND_SERVICE alone.")
              .before("capabilities: {drop: [ALL], add: [CHOWN]}")
              .after("capabilities: {drop: [ALL]}")
              .controls("PSS:restricted", "NSA:linux-hardening", "CIS:5.2.9", "OWASP:K01")
              .workload(
                  pod ->
                      PodSecurityBaseline.spots(pod, Control.CAPABILITIES_RESTRICTED).stream()
                          .filter(spot -> !spot.path().endsWith(".drop"))
                          .toList()),
          check("BW-PSS-204", LOW, "A volume is of a kind that restricted does not allow")
              .why(
                  """
                  Kinds such as nfs or iscsi, written straight into a pod, choose servers and \
                  credentials past those who run the cluster, and are mounted by the node.
                  """)
              .remedy("Use a PersistentVolumeClaim.")
              .before("nfs: {server: nfs.example.com, path: /data}")
              .after("persistentVolumeClaim: {claimName: data}")
              .controls("PSS:restricted", "OWASP:K01")
              .workload(pod -> PodSecurityBaseline.spots(pod, Control.RESTRICTED_VOLUMES)),
          check("BW-PSS-205", MEDIUM, "Nothing keeps the container from running as root")
              .why(
                  """
                  The image decides, and most images say root. Root in a container is what most \
                  escapes start from. A container's own value counts before the pod's.
                  """)
              .remedy("Set runAsNonRoot: true for the pod, and a user in the image.")
              .before("securityContext: {}")
              .after("securityContext: {runAsNonRoot: true}")
              .controls("PSS:restricted", "NSA:non-root", "CIS:5.2.7", "OWASP:K01", "MITRE:T1611")
              .reportedAs(Contexts.GATHERED)
              .workload(pod -> lines(pod, Control.RUN_AS_NON_ROOT, "runAsNonRoot: true")),
          check("BW-PSS-206", MEDIUM, "It asks to run as root")
              .why(
                  """
                  runAsUser: 0 makes root even of an image that was built for another user. Root in \
                  a container is what most escapes start from.
                  """)
              .remedy("Set runAsUser to the image's own user, or leave it out.")
              .before("securityContext: {runAsUser: 0}")
              .after("securityContext: {runAsUser: 10001, runAsNonRoot: true}")
              .controls("PSS:restricted", "NSA:non-root", "CIS:5.2.7", "OWASP:K01", "MITRE:T1611")
              .workload(pod -> PodSecurityBaseline.spots(pod, Control.RUN_AS_USER)),
          check("BW-PSS-207", LOW, "No seccomp profile is chosen")
              .why(
                  """
                  Unless the kubelet was told otherwise, no profile means no filter: every system \
                  call of the kernel can be tried.
                  """)
              .remedy("Set seccompProfile.type: RuntimeDefault for the pod.")
              .before("securityContext: {}")
              .after("securityContext: {seccompProfile: {type: RuntimeDefault}}")
              .controls(
                  "PSS:restricted", "NSA:linux-hardening", "CIS:5.6.2", "OWASP:K01", "MITRE:T1611")
              .reportedAs(Contexts.GATHERED)
              .workload(
                  pod ->
                      lines(
                          pod,
                          Control.SECCOMP_PROFILE_RESTRICTED,
                          "seccompProfile.type: RuntimeDefault")),
          check("BW-PSS-208", LOW, "/proc is not masked, in a user namespace")
              .why(
                  """
                  In a user namespace Unmasked is tolerable, and baseline allows it there; restricted \
                  does not.
                  """)
              .remedy("Remove procMount, or set Default.")
              .before("securityContext: {procMount: Unmasked}")
              .after("securityContext: {procMount: Default}")
              .controls("PSS:restricted", "NSA:linux-hardening", "OWASP:K01")
              .workload(pod -> PodSecurityBaseline.spots(pod, Control.PROC_MOUNT_RESTRICTED)));

  private PodSecurityRestricted() {}

  /** The line that each of a control's fields lacks. */
  private static List<Spot> lines(PodView pod, Control control, String line) {
    return pod.violation(control)
        .map(violation -> violation.fields().stream().map(field -> line(pod, field, line)).toList())
        .orElse(List.of());
  }

  private static Spot line(PodView pod, Field field, String line) {
    String subject = field.subject();
    int name = subject.indexOf("[name=");
    String who =
        subject.isEmpty()
            ? "pod"
            : name < 0
                ? subject
                : subject.substring(name + "[name=".length(), subject.length() - 1);
    return new Spot(subject, who, field.within(pod.template().path()), line);
  }
}
