package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import java.util.List;
import java.util.Optional;

/**
 * The components of a cluster as packages of the type {@code k8s}, under the names of the official
 * CVE feed of Kubernetes: in trivy-db {@code k8s::Official Kubernetes CVE Feed}, in OSV the
 * ecosystem {@code kubernetes} (<a
 * href="https://kubernetes.io/docs/reference/issues-security/official-cve-feed/">feed</a>, <a
 * href="https://github.com/aquasecurity/vuln-list-k8s">as OSV</a>).
 */
public final class KubernetesComponents {
  private static final String PREFIX = "k8s.io/";
  private static final List<String> PRERELEASES = List.of("alpha", "beta", "rc");

  private KubernetesComponents() {}

  /**
   * One component.
   *
   * @param name of the program: {@code kube-apiserver}, {@code kube-controller-manager}, {@code
   *     kube-scheduler}, {@code kube-proxy}, {@code kubelet}, {@code kubectl}; {@code kubernetes}
   *     for what concerns a release as a whole
   * @param gitVersion as the component reports it, such as {@code v1.31.2}. What a vendor adds is
   *     left out: the feed knows upstream's versions, and not what a vendor fixed earlier
   * @param where it runs, such as the name of a node; may be empty
   */
  public static InstalledPackage of(String name, String gitVersion, String where) {
    return new InstalledPackage(
        PackageType.K8S,
        PREFIX + repository(name),
        upstream(gitVersion),
        "",
        Optional.empty(),
        "",
        InstalledPackage.Origin.DISTRIBUTION,
        List.of(),
        where,
        0);
  }

  /** The feed names components by their repositories. */
  private static String repository(String name) {
    return switch (name) {
      case "kube-apiserver" -> "apiserver";
      case "kube-controller-manager" -> "controller-manager";
      default -> name;
    };
  }

  /**
   * {@code v1.31.2-eks-7f9249a} and {@code v1.31.2+k3s1} are 1.31.2, {@code v1.32.0-rc.1} stays.
   */
  private static String upstream(String gitVersion) {
    String version = gitVersion.startsWith("v") ? gitVersion.substring(1) : gitVersion;
    int plus = version.indexOf('+');
    version = plus < 0 ? version : version.substring(0, plus);
    int dash = version.indexOf('-');
    String suffix = dash < 0 ? "" : version.substring(dash + 1);
    boolean prerelease = PRERELEASES.stream().anyMatch(suffix::startsWith);
    return dash < 0 || prerelease ? version : version.substring(0, dash);
  }
}
