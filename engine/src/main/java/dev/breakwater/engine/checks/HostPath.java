package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A volume that is a piece of the node.
 *
 * @param volume its name in the pod
 * @param path the folder or file of the node, without doubled or trailing slashes
 * @param kind what is there
 */
record HostPath(String volume, String path, Kind kind) {
  /** What stands at a path of a node, most dangerous first. */
  enum Kind {
    ROOT,
    RUNTIME_SOCKET,
    CREDENTIALS,
    LOGS,
    SYSTEM,
    OTHER
  }

  /** Sockets, and the folders that hold them: who mounts the folder has the socket. */
  private static final List<String> SOCKETS =
      List.of(
          "/run/docker.sock",
          "/run/dockershim.sock",
          "/run/cri-dockerd.sock",
          "/run/containerd/containerd.sock",
          "/run/k3s/containerd/containerd.sock",
          "/run/k0s/containerd.sock",
          "/run/crio/crio.sock",
          "/run/podman/podman.sock",
          "/run/frakti.sock");

  private static final List<String> CREDENTIALS =
      List.of(
          "/etc/kubernetes",
          "/etc/rancher",
          "/var/lib/etcd",
          "/var/lib/k0s",
          "/var/lib/kubelet",
          "/var/lib/rancher/k3s",
          "/var/lib/rancher/rke2",
          "/root/.kube",
          "/root/.ssh");

  private static final List<String> SYSTEM =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/lib32",
          "/lib64",
          "/opt/cni",
          "/proc",
          "/root",
          "/sbin",
          "/sys",
          "/usr",
          "/var/lib/cni",
          "/var/lib/containerd",
          "/var/lib/containers",
          "/var/lib/docker",
          "/var/spool/cron");

  /** The hostPath volumes of a PodSpec. */
  static List<HostPath> of(Node spec) {
    List<HostPath> hostPaths = List.of();
    for (Node volume : spec.at("volumes").items()) {
      Node hostPath = volume.at("hostPath");
      if (hostPath.isPresent()) {
        if (hostPaths.isEmpty()) {
          hostPaths = new ArrayList<>();
        }
        String path = normal(hostPath.at("path").textOr(""));
        hostPaths.add(new HostPath(volume.at("name").textOr(""), path, kind(path)));
      }
    }
    return hostPaths;
  }

  Spot spot(PodView pod, String seen) {
    return pod.at("volumes[name=" + volume + "]", "volume " + volume, seen, "hostPath", "path");
  }

  /** The names of the containers that can write to it. */
  List<String> writers(PodView pod) {
    List<String> writers = new ArrayList<>();
    for (Container container : pod.containers()) {
      for (Node mount : container.body().at("volumeMounts").items()) {
        if (mount.at("name").textOr("").equals(volume)
            && !mount.at("readOnly").isTrue()
            && !writers.contains(container.name())) {
          writers.add(container.name());
        }
      }
    }
    return writers;
  }

  /** /var/run is a link to /run on every distribution that nodes run. */
  private static String normal(String path) {
    StringBuilder normal = new StringBuilder(path.length());
    for (String part : path.trim().split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        normal.append('/').append(part);
      }
    }
    return normal.isEmpty() ? "/" : path.startsWith("/") ? normal.toString() : path.trim();
  }

  private static Kind kind(String written) {
    if (!written.startsWith("/")) {
      return kindOnWindows(written.toLowerCase(Locale.ROOT));
    }
    String path =
        written.equals("/var/run") || written.startsWith("/var/run/")
            ? written.substring("/var".length())
            : written;
    if (path.equals("/")) {
      return Kind.ROOT;
    }
    for (String socket : SOCKETS) {
      if (leadsTo(path, socket)) {
        return Kind.RUNTIME_SOCKET;
      }
    }
    for (String folder : CREDENTIALS) {
      if (leadsTo(path, folder) || (isBelow(path, folder) && !isHarmless(path))) {
        return Kind.CREDENTIALS;
      }
    }
    if (isBelow(path, "/var/log")) {
      return Kind.LOGS;
    }
    return SYSTEM.stream().anyMatch(folder -> isBelow(path, folder)) ? Kind.SYSTEM : Kind.OTHER;
  }

  /**
   * Public certificates, and where drivers and device plugins meet the kubelet: sockets of theirs,
   * no credentials.
   */
  private static boolean isHarmless(String path) {
    return path.endsWith(".crt")
        || isBelow(path, "/var/lib/kubelet/device-plugins")
        || isBelow(path, "/var/lib/kubelet/plugins_registry")
        || isBelow(path, "/var/lib/kubelet/pod-resources")
        || isBelow(path, "/var/lib/kubelet/plugins");
  }

  private static Kind kindOnWindows(String path) {
    if (path.startsWith("\\\\.\\pipe\\docker_engine")
        || path.startsWith("\\\\.\\pipe\\containerd-containerd")) {
      return Kind.RUNTIME_SOCKET;
    }
    String rest = path.replace('/', '\\');
    if (rest.matches("[a-z]:\\\\*")) {
      return Kind.ROOT;
    }
    if (rest.startsWith("c:\\var\\lib\\kubelet") || rest.startsWith("c:\\etc\\kubernetes")) {
      return Kind.CREDENTIALS;
    }
    return rest.startsWith("c:\\windows") || rest.startsWith("c:\\program")
        ? Kind.SYSTEM
        : Kind.OTHER;
  }

  /** Whether {@code path} is {@code folder} or lies below it. */
  private static boolean isBelow(String path, String folder) {
    return path.startsWith(folder)
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }

  /** Whether {@code target} is {@code path} or lies below it. */
  private static boolean leadsTo(String path, String target) {
    return isBelow(target, path);
  }
}
