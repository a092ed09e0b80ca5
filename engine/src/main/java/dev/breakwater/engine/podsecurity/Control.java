package dev.breakwater.engine.podsecurity;

import static dev.breakwater.engine.podsecurity.Level.BASELINE;
import static dev.breakwater.engine.podsecurity.Level.RESTRICTED;
import static dev.breakwater.engine.podsecurity.Rule.exceptInUserNamespace;
import static dev.breakwater.engine.podsecurity.Rule.exceptOnWindows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The controls of the Pod Security Standards, in the order in which kube-apiserver reports them:
 * baseline before restricted, each sorted by id.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">the
 *     standards</a>; their code is {@code k8s.io/pod-security-admission/policy}
 */
public enum Control {
  APP_ARMOR_PROFILE(
      "appArmorProfile", BASELINE, "AppArmor profile", since(0, AppArmorProfile::judge)),
  CAPABILITIES_BASELINE(
      "capabilities_baseline",
      BASELINE,
      "Capabilities beyond the default",
      since(0, Capabilities::baseline)),
  HOST_NAMESPACES("hostNamespaces", BASELINE, "Host namespaces", since(0, HostNamespaces::judge)),
  HOST_PATH_VOLUMES("hostPathVolumes", BASELINE, "HostPath volumes", since(0, Volumes::hostPath)),
  HOST_PORTS("hostPorts", BASELINE, "Host ports", since(0, HostPorts::judge)),
  HOST_PROBES_AND_HOST_LIFECYCLE(
      "hostProbesAndHostLifecycle",
      BASELINE,
      "Hosts of probes and lifecycle hooks",
      since(34, HostProbes::judge)),
  PRIVILEGED("privileged", BASELINE, "Privileged containers", since(0, Privileged::judge)),
  PROC_MOUNT(
      "procMount",
      BASELINE,
      "/proc mount type",
      since(0, ProcMount::judge),
      since(35, exceptInUserNamespace(ProcMount::judge))),
  SE_LINUX_OPTIONS(
      "seLinuxOptions",
      BASELINE,
      "SELinux options",
      since(0, SeLinuxOptions::since1_0),
      since(31, SeLinuxOptions::since1_31)),
  SECCOMP_PROFILE_BASELINE(
      "seccompProfile_baseline",
      BASELINE,
      "Seccomp profile",
      since(0, SeccompProfile::baselineOfAnnotations),
      since(19, SeccompProfile::baseline)),
  SYSCTLS(
      "sysctls",
      BASELINE,
      "Sysctls",
      since(0, Sysctls.asOf(0)),
      since(27, Sysctls.asOf(27)),
      since(29, Sysctls.asOf(29)),
      since(32, Sysctls.asOf(32))),
  WINDOWS_HOST_PROCESS(
      "windowsHostProcess",
      BASELINE,
      "Windows HostProcess containers",
      since(0, WindowsHostProcess::judge)),
  ALLOW_PRIVILEGE_ESCALATION(
      "allowPrivilegeEscalation",
      RESTRICTED,
      "Privilege escalation",
      since(8, AllowPrivilegeEscalation::judge),
      since(25, exceptOnWindows(AllowPrivilegeEscalation::judge))),
  CAPABILITIES_RESTRICTED(
      "capabilities_restricted",
      RESTRICTED,
      "Capabilities",
      CAPABILITIES_BASELINE,
      since(22, Capabilities::restricted),
      since(25, exceptOnWindows(Capabilities::restricted))),
  PROC_MOUNT_RESTRICTED(
      "procMount_restricted",
      RESTRICTED,
      "/proc mount type, also in a user namespace",
      PROC_MOUNT,
      since(35, ProcMount::judge)),
  RESTRICTED_VOLUMES(
      "restrictedVolumes",
      RESTRICTED,
      "Volume types",
      HOST_PATH_VOLUMES,
      since(0, Volumes::restricted)),
  RUN_AS_NON_ROOT(
      "runAsNonRoot",
      RESTRICTED,
      "Running as non-root",
      since(0, RunAs::nonRoot),
      since(35, exceptInUserNamespace(RunAs::nonRoot))),
  RUN_AS_USER(
      "runAsUser",
      RESTRICTED,
      "Running as user 0",
      since(23, RunAs::user),
      since(35, exceptInUserNamespace(RunAs::user))),
  SECCOMP_PROFILE_RESTRICTED(
      "seccompProfile_restricted",
      RESTRICTED,
      "Seccomp profile is required",
      SECCOMP_PROFILE_BASELINE,
      since(19, SeccompProfile::restricted),
      since(25, exceptOnWindows(SeccompProfile::restricted)));

  /** The last minor version in which any control changed: later ones are judged by it. */
  static final int LAST_CHANGE =
      Arrays.stream(values())
          .mapToInt(control -> control.revisions.getLast().minor())
          .max()
          .orElse(0);

  private final String id;
  private final Level level;
  private final String title;
  private final Optional<Control> replaced;

  @SuppressWarnings("ImmutableEnumChecker") // An immutable list of pure functions.
  private final List<Revision> revisions;

  Control(String id, Level level, String title, Revision... revisions) {
    this(id, level, title, Optional.empty(), List.of(revisions));
  }

  Control(String id, Level level, String title, Control replaced, Revision... revisions) {
    this(id, level, title, Optional.of(replaced), List.of(revisions));
  }

  Control(
      String id, Level level, String title, Optional<Control> replaced, List<Revision> revisions) {
    this.id = id;
    this.level = level;
    this.title = title;
    this.replaced = replaced;
    this.revisions = revisions;
  }

  /** The id of kube-apiserver's check: {@code capabilities_baseline}. */
  public String id() {
    return id;
  }

  /** The mildest level that asks for it. */
  public Level level() {
    return level;
  }

  /** What it is about, in a few words. */
  public String title() {
    return title;
  }

  /**
   * The baseline control that the restricted level does not report beside this one, which says the
   * same and more.
   */
  public Optional<Control> replaces() {
    return replaced;
  }

  /** The first version of the standards that has it. */
  public Version since() {
    return new Version(revisions.getFirst().minor());
  }

  /** How it judges as of that minor version; empty where it did not exist. */
  Optional<Rule> rule(int minor) {
    return revisions.reversed().stream()
        .filter(revision -> revision.minor() <= minor)
        .findFirst()
        .map(Revision::rule);
  }

  private static Revision since(int minor, Rule rule) {
    return new Revision(minor, rule);
  }

  private record Revision(int minor, Rule rule) {}
}
