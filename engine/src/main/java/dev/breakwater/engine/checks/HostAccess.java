package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.CRITICAL;
import static dev.breakwater.engine.finding.Severity.HIGH;
import static dev.breakwater.engine.finding.Severity.LOW;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;

/** What of its node a pod can reach. */
final class HostAccess {
  private static final String SMALLER =
      "Mount only the folder that is needed, read-only, or use a volume that Kubernetes provides.";

  static final List<Rule> RULES =
      List.of(
          check("BW-HOST-001", CRITICAL, "The whole file system of the node is mounted")
              .why(
                  """
                  With / of the node in a container, a process reads every Secret and token of every \
                  pod there, and with write access becomes root on the node. Critical: it is the node.
                  """)
              .remedy(SMALLER)
              .before(
                  """
                  volumes:
                  - name: host
                    hostPath: {path: /}
                  """)
              .after(
                  """
                  volumes:
                  - name: host
                    hostPath: {path: /var/lib/agent, type: Directory}
                  """)
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-103", "BW-PSS-204")
              .eachOf(pod -> hostPaths(pod, HostPath.Kind.ROOT)),
          check("BW-HOST-002", CRITICAL, "The socket of the container runtime is mounted")
              .why(
                  """
                  Who can talk to the container runtime can start a privileged container on the node, \
                  past the API server and every policy. Read-only does not help: a socket is written \
                  to by connecting. Critical: it is root on the node.
                  """)
              .remedy(
                  "Remove the mount; build images with a rootless builder, read metrics from the"
                      + " kubelet.")
              .before(
                  """
                  volumes:
                  - name: docker
                    hostPath: {path: /var/run/docker.sock}
                  """)
              .after("volumes: []")
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-103", "BW-PSS-204")
              .eachOf(pod -> hostPaths(pod, HostPath.Kind.RUNTIME_SOCKET)),
          check("BW-HOST-003", CRITICAL, "Credentials of the node or the control plane are mounted")
              .why(
                  """
                  The folders of the kubelet, of kubeadm and of etcd hold the keys of the node, the \
                  tokens and Secrets of its pods, and on a control plane node those of the cluster. \
                  Critical: reading is enough to become the node, or the administrator.
                  """)
              .remedy("Remove the mount, or mount the one file below it that is needed, read-only.")
              .before(
                  """
                  volumes:
                  - name: pki
                    hostPath: {path: /etc/kubernetes}
                  """)
              .after(
                  """
                  volumes:
                  - name: ca
                    hostPath: {path: /etc/ssl/certs, type: Directory}
                  """)
              .controls(
                  "PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1552.001")
              .refines("BW-PSS-103", "BW-PSS-204")
              .eachOf(pod -> hostPaths(pod, HostPath.Kind.CREDENTIALS)),
          check("BW-HOST-004", HIGH, "A system folder of the node can be written")
              .why(
                  """
                  Programs, libraries, units, cron jobs and kernel settings of the node can be \
                  changed, and then run as root outside of any container. High: one step from the \
                  node.
                  """)
              .remedy("Mount it read-only, or mount a folder that only this workload uses.")
              .before(
                  """
                  volumeMounts:
                  - {name: etc, mountPath: /host/etc}
                  """)
              .after(
                  """
                  volumeMounts:
                  - {name: etc, mountPath: /host/etc, readOnly: true}
                  """)
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-103", "BW-PSS-204")
              .workload(pod -> writable(pod, HostPath.Kind.SYSTEM)),
          check("BW-HOST-005", HIGH, "The logs of the node can be written")
              .why(
                  """
                  The kubelet follows symbolic links below /var/log when it serves logs: who can write \
                  there reads any file of the node through "kubectl logs", and can erase traces.
                  """)
              .remedy("Mount it read-only: a log collector only reads.")
              .before(
                  """
                  volumeMounts:
                  - {name: logs, mountPath: /var/log}
                  """)
              .after(
                  """
                  volumeMounts:
                  - {name: logs, mountPath: /var/log, readOnly: true}
                  """)
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-103", "BW-PSS-204")
              .workload(pod -> writable(pod, HostPath.Kind.LOGS)),
          check("BW-HOST-006", HIGH, "A folder of the node can be written")
              .why(
                  """
                  What is written to the node outlives the pod and is seen by every other pod that \
                  mounts it: a way to stay, and a way into neighbours. It also ties the data to one \
                  node.
                  """)
              .remedy("Use a PersistentVolumeClaim or emptyDir, or mount the folder read-only.")
              .before(
                  """
                  volumes:
                  - name: data
                    hostPath: {path: /data}
                  """)
              .after(
                  """
                  volumes:
                  - name: data
                    persistentVolumeClaim: {claimName: data}
                  """)
              .controls("PSS:baseline", "NSA:host-access", "CIS:5.2.11", "OWASP:K01", "MITRE:T1611")
              .refines("BW-PSS-103", "BW-PSS-204")
              .workload(pod -> writable(pod, HostPath.Kind.OTHER)),
          check("BW-HOST-007", HIGH, "Mounts made in the container appear on the node")
              .why(
                  """
                  With Bidirectional propagation whatever the container mounts is mounted on the node \
                  and in every pod that shares the folder. It is meant for storage drivers; anything \
                  else can cover files of the node with its own.
                  """)
              .remedy("Set mountPropagation: HostToContainer, or leave it out.")
              .before(
                  """
                  volumeMounts:
                  - {name: data, mountPath: /data, mountPropagation: Bidirectional}
                  """)
              .after(
                  """
                  volumeMounts:
                  - {name: data, mountPath: /data, mountPropagation: HostToContainer}
                  """)
              .controls("NSA:host-access", "OWASP:K01", "MITRE:T1611")
              .workload(HostAccess::propagating),
          check("BW-HOST-008", LOW, "It may be placed on control plane nodes")
              .why(
                  """
                  The taint of control plane nodes keeps applications away from the keys of the \
                  cluster. A pod that tolerates it and is taken over is next to the API server and \
                  etcd. Low: it needs another weakness. DaemonSets are not judged, since agents of \
                  nodes belong on all of them.
                  """)
              .remedy("Remove the toleration unless it is part of the control plane.")
              .before(
                  """
                  tolerations:
                  - {key: node-role.kubernetes.io/control-plane, operator: Exists}
                  """)
              .after("tolerations: []")
              .controls("NSA:control-plane", "OWASP:K01", "MITRE:T1610")
              .workload(HostAccess::onControlPlane));

  private HostAccess() {}

  private static List<Spot> hostPaths(PodView pod, HostPath.Kind kind) {
    List<Spot> spots = new ArrayList<>(0);
    for (HostPath volume : pod.hostPaths()) {
      if (volume.kind() == kind) {
        spots.add(volume.spot(pod, "mounts " + volume.path() + " of the node"));
      }
    }
    return spots;
  }

  private static List<Spot> writable(PodView pod, HostPath.Kind kind) {
    List<Spot> spots = new ArrayList<>(0);
    for (HostPath volume : pod.hostPaths()) {
      if (volume.kind() == kind) {
        List<String> writers = volume.writers(pod);
        if (!writers.isEmpty()) {
          spots.add(
              volume.spot(
                  pod,
                  volume.path() + " of the node is writable in " + String.join(", ", writers)));
        }
      }
    }
    return spots;
  }

  private static List<Spot> propagating(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      List<Node> mounts = container.body().at("volumeMounts").items();
      for (int index = 0; index < mounts.size(); index++) {
        if (mounts.get(index).at("mountPropagation").textOr("").equals("Bidirectional")) {
          spots.add(
              pod.at(
                  container,
                  "mountPropagation of "
                      + mounts.get(index).at("mountPath").textOr("")
                      + " is Bidirectional",
                  "volumeMounts",
                  "[" + index + "]",
                  "mountPropagation"));
        }
      }
    }
    return spots;
  }

  private static List<Spot> onControlPlane(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    if (pod.isKind("DaemonSet")) {
      return spots;
    }
    List<Node> tolerations = pod.spec().at("tolerations").items();
    for (int index = 0; index < tolerations.size(); index++) {
      Node toleration = tolerations.get(index);
      String key = toleration.at("key").textOr("");
      boolean everything = key.isEmpty() && toleration.at("operator").textOr("").equals("Exists");
      String effect = toleration.at("effect").textOr("");
      boolean schedules = effect.isEmpty() || effect.equals("NoSchedule");
      if (schedules
          && (everything
              || key.equals("node-role.kubernetes.io/control-plane")
              || key.equals("node-role.kubernetes.io/master"))) {
        spots.add(
            pod.atPod(
                everything ? "tolerates every taint" : "tolerates the taint " + key,
                "tolerations",
                "[" + index + "]"));
      }
    }
    return spots;
  }
}
