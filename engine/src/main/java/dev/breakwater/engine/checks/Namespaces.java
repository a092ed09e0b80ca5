package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a namespace as a whole lacks. */
final class Namespaces {
  private static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";

  static final List<Rule> RULES =
      Stream.concat(
              Isolation.RULES.stream(),
              Stream.of(
                  check("BW-NS-006", LOW, "The namespace has no ResourceQuota")
                      .why(
                          """
                          A runaway autoscaler, a fork of Jobs or an intruder who mines can take the \
                          whole cluster: nothing bounds what the namespace may ask for.
                          """)
                      .remedy(
                          "Add a ResourceQuota, and a LimitRange with defaults beside it; a"
                              + " NetworkIsolationProfile can do both.")
                      .before("# no ResourceQuota")
                      .after(
                          """
                          kind: ResourceQuota
                          spec:
                            hard: {requests.cpu: "10", requests.memory: 20Gi, pods: "50"}
                          """)
                      .controls("NSA:resource-policies", "OWASP:K04", "MITRE:T1496")
                      .namespace(Namespaces::withoutQuota),
                  check("BW-NS-007", LOW, "A quota asks for values that no default provides")
                      .why(
                          """
                          Where a quota bounds requests or limits, a pod that does not name them is \
                          refused, and shows only as a ReplicaSet that makes no pods. A LimitRange \
                          with defaults fills them in.
                          """)
                      .remedy(
                          "Add a LimitRange whose default and defaultRequest name the resources.")
                      .before(
                          """
                          kind: ResourceQuota
                          spec:
                            hard: {limits.memory: 20Gi}
                          """)
                      .after(
                          """
                          kind: LimitRange
                          spec:
                            limits:
                            - type: Container
                              default: {memory: 256Mi}
                          """)
                      .controls("NSA:resource-policies")
                      .eachOfNamespace(Namespaces::quotaWithoutDefaults),
                  check("BW-NS-008", LOW, "The namespace has no LimitRange")
                      .why(
                          """
                          A container that names no requests and limits gets none, and one that names \
                          absurd ones gets them.
                          """)
                      .remedy("Add a LimitRange with default, defaultRequest and max.")
                      .before("# no LimitRange")
                      .after(
                          """
                          kind: LimitRange
                          spec:
                            limits:
                            - type: Container
                              default: {memory: 256Mi}
                              defaultRequest: {cpu: 50m, memory: 128Mi}
                          """)
                      .controls("NSA:resource-policies", "OWASP:K04")
                      .namespace(Namespaces::withoutLimitRange),
                  check("BW-NS-009", MEDIUM, "Pod Security is not enforced")
                      .why(
                          """
                          Without the label the cluster's default holds, which is privileged unless \
                          somebody changed it: anyone who may create pods here can become root on a \
                          node.
                          """)
                      .remedy(
                          "Label the namespace pod-security.kubernetes.io/enforce: baseline, better"
                              + " restricted.")
                      .before(
                          """
                          kind: Namespace
                          metadata: {name: shop}
                          """)
                      .after(
                          """
                          kind: Namespace
                          metadata:
                            name: shop
                            labels: {pod-security.kubernetes.io/enforce: restricted}
                          """)
                      .controls("NSA:pod-security", "CIS:5.2.1", "OWASP:K04", "MITRE:T1611")
                      .namespace(Namespaces::podSecurity),
                  check("BW-NS-010", LOW, "Workloads run in the namespace default")
                      .why(
                          """
                          Everything that names no namespace lands here, so that neither rights nor \
                          policies nor quotas can be drawn around an application.
                          """)
                      .remedy("Give each application a namespace of its own.")
                      .before("metadata: {name: cart}")
                      .after("metadata: {name: cart, namespace: shop}")
                      .controls("NSA:namespaces", "CIS:5.6.4", "OWASP:K05")
                      .namespace(Namespaces::inDefault)))
          .toList();

  private Namespaces() {}

  private static List<Spot> withoutQuota(NamespaceView namespace) {
    return namespace.namespace().resourceQuotas().isEmpty()
        ? List.of(namespace.spot("metadata", "no ResourceQuota " + namespace.where()))
        : List.of();
  }

  private static List<Spot> withoutLimitRange(NamespaceView namespace) {
    return namespace.namespace().limitRanges().isEmpty()
        ? List.of(namespace.spot("metadata", "no LimitRange " + namespace.where()))
        : List.of();
  }

  private static List<Spot> quotaWithoutDefaults(NamespaceView namespace) {
    List<Spot> spots = new ArrayList<>(0);
    for (KubernetesObject quota : namespace.namespace().resourceQuotas()) {
      List<String> bare = new ArrayList<>();
      for (String hard : quota.body().at("spec", "hard").entries().keySet()) {
        if (isBare(namespace, hard)) {
          bare.add(hard);
        }
      }
      if (!bare.isEmpty()) {
        spots.add(
            namespace.spot(
                quota,
                "resourcequotas",
                "spec.hard",
                "bounds " + String.join(", ", bare) + ", and no LimitRange has a default for it"));
      }
    }
    return spots;
  }

  /** cpu and memory alone are short for their requests. */
  private static boolean isBare(NamespaceView namespace, String hard) {
    return switch (hard) {
      case "limits.cpu" -> !isFilled(namespace, "default", "cpu");
      case "limits.memory" -> !isFilled(namespace, "default", "memory");
      case "cpu", "requests.cpu" ->
          !isFilled(namespace, "defaultRequest", "cpu") && !isFilled(namespace, "default", "cpu");
      case "memory", "requests.memory" ->
          !isFilled(namespace, "defaultRequest", "memory")
              && !isFilled(namespace, "default", "memory");
      default -> false;
    };
  }

  private static boolean isFilled(NamespaceView namespace, String field, String resource) {
    return namespace.namespace().limitRanges().stream()
        .anyMatch(range -> LimitDefaults.fills(range, field, resource));
  }

  /** Labels of a namespace that was not seen are not known. */
  private static List<Spot> podSecurity(NamespaceView namespace) {
    if (!namespace.namespace().declared()) {
      return List.of();
    }
    String path = "metadata.labels[" + POD_SECURITY + "]";
    Node level = namespace.namespace().object().body().at("metadata", "labels", POD_SECURITY);
    return switch (level.textOr("")) {
      case "baseline", "restricted" -> List.of();
      case "" -> List.of(namespace.spot(path, "no label " + POD_SECURITY));
      case "privileged" -> List.of(namespace.spot(path, POD_SECURITY + " is privileged"));
      default ->
          List.of(
              namespace.spot(
                  path,
                  POD_SECURITY
                      + " is \""
                      + level.display()
                      + "\", which is none of privileged, baseline, restricted"));
    };
  }

  private static List<Spot> inDefault(NamespaceView namespace) {
    if (!namespace.name().equals("default")) {
      return List.of();
    }
    int workloads = namespace.workloads().size();
    return workloads == 0
        ? List.of()
        : List.of(
            namespace.spot(
                "metadata.name",
                workloads == 1
                    ? "1 workload is in namespace default"
                    : workloads + " workloads are in namespace default"));
  }
}
