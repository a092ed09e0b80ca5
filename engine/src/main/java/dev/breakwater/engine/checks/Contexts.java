package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Security contexts, beyond what the Pod Security Standards ask of them. */
final class Contexts {
  /** Under which lines that were left out of a security context are one finding. */
  static final String GATHERED = "BW-CTX-001";

  static final List<Rule> RULES =
      List.of(
          check(GATHERED, MEDIUM, "The security context leaves protection out")
              .why(
                  """
                  Kubernetes starts containers with more rights than programs need, for the sake of \
                  those written long ago. A few lines take them away, and most attacks that start in \
                  the application end there. One finding for BW-PSS-201, 202, 205, 207 and \
                  BW-CTX-002, since one block of lines answers them all; as severe as the worst.
                  """)
              .remedy("Add the lines to the securityContext of the pod or of each container.")
              .before(
                  """
                  containers:
                  - name: cart
                  """)
              .after(
                  """
                  securityContext:
                    runAsNonRoot: true
                    seccompProfile: {type: RuntimeDefault}
                  containers:
                  - name: cart
                    securityContext:
                      allowPrivilegeEscalation: false
                      capabilities: {drop: [ALL]}
                      readOnlyRootFilesystem: true
                  """)
              .controls(
                  "PSS:restricted",
                  "NSA:non-root",
                  "CIS:5.2.6",
                  "CIS:5.2.7",
                  "CIS:5.6.3",
                  "OWASP:K01")
              .gathering(),
          check("BW-CTX-002", LOW, "The root file system can be written")
              .why(
                  """
                  Whoever gets in can leave tools and change the program; on a read-only file system \
                  neither works. Folders that are written become emptyDir volumes.
                  """)
              .remedy("Set readOnlyRootFilesystem: true and mount emptyDir where it writes.")
              .before("securityContext: {}")
              .after("securityContext: {readOnlyRootFilesystem: true}")
              .controls("NSA:immutable-filesystem", "CIS:5.6.3", "OWASP:K01", "MITRE:T1525")
              .reportedAs(GATHERED)
              .workload(Contexts::writableRoot),
          check("BW-CTX-003", MEDIUM, "runAsUser 0 contradicts runAsNonRoot")
              .why(
                  """
                  The kubelet refuses to start the container (CreateContainerConfigError). The values \
                  that count may stand apart: a container's own come before the pod's, each by \
                  itself.
                  """)
              .remedy("Set runAsUser to another user than 0.")
              .before("securityContext: {runAsNonRoot: true, runAsUser: 0}")
              .after("securityContext: {runAsNonRoot: true, runAsUser: 10001}")
              .controls("PSS:restricted", "CIS:5.2.7", "OWASP:K01")
              .refines("BW-PSS-206")
              .workload(Contexts::contradiction),
          check("BW-CTX-004", LOW, "It asks for the group root")
              .why(
                  """
                  Files of images often belong to group 0 and can be written by it; on volumes of the \
                  node group 0 reads what others may not.
                  """)
              .remedy("Choose another group than 0 for runAsGroup, fsGroup, supplementalGroups.")
              .before("securityContext: {runAsGroup: 0}")
              .after("securityContext: {runAsGroup: 10001}")
              .controls("NSA:non-root", "CIS:5.6.3", "OWASP:K01")
              .workload(Contexts::rootGroup),
          check("BW-CTX-005", LOW, "The containers of the pod share their processes")
              .why(
                  """
                  With shareProcessNamespace each container sees the processes, environments and, \
                  as the same user, the files of the others: a helper that is taken over takes all.
                  """)
              .remedy("Remove shareProcessNamespace, or use an ephemeral container to debug.")
              .before("spec: {shareProcessNamespace: true}")
              .after("spec: {shareProcessNamespace: false}")
              .controls("NSA:share-processes", "OWASP:K01")
              .workload(
                  pod ->
                      pod.spec().at("shareProcessNamespace").isTrue()
                          ? List.of(
                              pod.atPod("shareProcessNamespace is true", "shareProcessNamespace"))
                          : List.of()));

  private Contexts() {}

  private static List<Spot> writableRoot(PodView pod) {
    // Windows has no read-only root file system
    return pod.isForWindows()
        ? List.of()
        : pod.containersThat(
            container -> !container.body().at("securityContext", "readOnlyRootFilesystem").isTrue(),
            "readOnlyRootFilesystem: true",
            "securityContext",
            "readOnlyRootFilesystem");
  }

  private static List<Spot> contradiction(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      if (isRoot(pod.effective(container, "runAsUser"))
          && pod.effective(container, "runAsNonRoot").isTrue()) {
        String seen = "runAsUser 0 beside runAsNonRoot: true, so that it cannot start";
        boolean own = container.body().at("securityContext", "runAsUser").isPresent();
        spots.add(
            own
                ? pod.at(container, seen, "securityContext", "runAsUser")
                : new Spot(
                    container.path(),
                    container.name(),
                    pod.atPod(seen, "securityContext", "runAsUser").path(),
                    seen));
      }
    }
    return spots;
  }

  private static List<Spot> rootGroup(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (String field : List.of("runAsGroup", "fsGroup")) {
      if (isRoot(pod.securityContext().at(field))) {
        spots.add(pod.atPod(field + " is 0", "securityContext", field));
      }
    }
    List<Node> groups = pod.securityContext().at("supplementalGroups").items();
    for (int index = 0; index < groups.size(); index++) {
      if (isRoot(groups.get(index))) {
        spots.add(
            pod.atPod(
                "supplementalGroups holds 0",
                "securityContext",
                "supplementalGroups",
                "[" + index + "]"));
      }
    }
    spots.addAll(
        pod.eachContainer(
            container ->
                isRoot(container.body().at("securityContext", "runAsGroup"))
                    ? Optional.of("runAsGroup is 0")
                    : Optional.empty(),
            "securityContext",
            "runAsGroup"));
    return spots;
  }

  private static boolean isRoot(Node id) {
    OptionalLong number = id.integer();
    return number.isPresent() && number.getAsLong() == 0;
  }
}
