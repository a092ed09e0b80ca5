package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.quantity.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How much of its node a pod asks for and may take. */
final class Resources {
  private static final String GATHERED = "BW-RES-001";
  private static final String BEFORE =
      """
      containers:
      - name: cart
      """;
  private static final String AFTER =
      """
      containers:
      - name: cart
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits: {memory: 128Mi}
      """;

  static final List<Rule> RULES =
      List.of(
          check(GATHERED, MEDIUM, "Requests or limits are missing")
              .why(
                  """
                  One container without bounds can take a node's memory and with it every neighbour; \
                  without requests the scheduler packs blindly. One finding for BW-RES-002 to 004, \
                  since one block of lines answers them all; as severe as the worst of them.
                  """)
              .remedy(
                  "Set resources.requests for cpu and memory and resources.limits for memory, or a"
                      + " LimitRange with defaults.")
              .before(BEFORE)
              .after(AFTER)
              .controls("NSA:resource-policies", "OWASP:K01", "MITRE:T1499")
              .gathering(),
          check("BW-RES-002", MEDIUM, "A container has no memory limit")
              .why(
                  """
                  It can take all memory of its node; the kernel then kills processes, neighbours \
                  included. Limits of the pod (KEP-2837) and defaults of a LimitRange count; a limit \
                  of 0 means none.
                  """)
              .remedy("Set resources.limits.memory.")
              .before(BEFORE)
              .after(AFTER)
              .controls("NSA:resource-policies", "OWASP:K01", "MITRE:T1499")
              .reportedAs(GATHERED)
              .workload(pod -> missing(pod, Bound.LIMIT, "memory")),
          check("BW-RES-003", LOW, "A container has no memory request")
              .why(
                  """
                  The scheduler places it as if it needed nothing, and it is the first to be evicted. \
                  A limit without a request counts as a request, as the API server fills it in.
                  """)
              .remedy("Set resources.requests.memory.")
              .before(BEFORE)
              .after(AFTER)
              .controls("NSA:resource-policies", "OWASP:K01")
              .reportedAs(GATHERED)
              .workload(pod -> missing(pod, Bound.REQUEST, "memory")),
          check("BW-RES-004", LOW, "A container has no CPU request")
              .why(
                  """
                  On a busy node it gets next to no CPU, and it may starve others. A limit without a \
                  request counts as a request.
                  """)
              .remedy("Set resources.requests.cpu.")
              .before(BEFORE)
              .after(AFTER)
              .controls("NSA:resource-policies", "OWASP:K01")
              .reportedAs(GATHERED)
              .workload(pod -> missing(pod, Bound.REQUEST, "cpu")),
          check("BW-RES-005", MEDIUM, "An amount of memory is smaller than any program")
              .why(
                  """
                  128m of memory is 0.128 bytes: m is a thousandth. The container is killed as it \
                  starts, or the scheduler takes its need for nothing. Mi was meant.
                  """)
              .remedy("Write Mi or Gi.")
              .before("limits: {memory: 128m}")
              .after("limits: {memory: 128Mi}")
              .controls("NSA:resource-policies")
              .workload(Resources::tiny),
          check("BW-RES-006", MEDIUM, "An amount is no quantity")
              .why("The API server refuses the object: nothing of it is applied.")
              .remedy("Write a number with one of m, k, M, G, T, Ki, Mi, Gi, Ti, or none.")
              .before("limits: {memory: 128MB}")
              .after("limits: {memory: 128M}")
              .controls("NSA:resource-policies")
              .workload(Resources::unreadable),
          check("BW-RES-007", LOW, "A volume in memory has no bound")
              .why(
                  """
                  An emptyDir of medium Memory counts as memory of the containers that write to it. \
                  Without sizeLimit and without a memory limit it can fill the node's memory.
                  """)
              .remedy("Set emptyDir.sizeLimit, or a memory limit for the containers that mount it.")
              .before("emptyDir: {medium: Memory}")
              .after("emptyDir: {medium: Memory, sizeLimit: 64Mi}")
              .controls("NSA:resource-policies", "OWASP:K01", "MITRE:T1499")
              .eachOf(Resources::unboundedMemoryVolumes));

  private enum Bound {
    REQUEST("requests", "defaultRequest"),
    LIMIT("limits", "default");

    private final String field;
    private final String inLimitRange;

    Bound(String field, String inLimitRange) {
      this.field = field;
      this.inLimitRange = inLimitRange;
    }
  }

  private Resources() {}

  private static List<Spot> missing(PodView pod, Bound bound, String resource) {
    List<Spot> spots = new ArrayList<>(0);
    if (has(pod.spec().at("resources"), bound, resource)) {
      return spots;
    }
    for (Container container : pod.containers()) {
      // ephemeral containers may not have resources at all
      if (container.sort() != Container.Sort.EPHEMERAL
          && !has(container.body().at("resources"), bound, resource)
          && !isDefaulted(pod, bound, resource)) {
        spots.add(
            pod.at(
                container,
                resource + " " + bound.name().toLowerCase(java.util.Locale.ROOT),
                "resources",
                bound.field,
                resource));
      }
    }
    return spots;
  }

  private static boolean has(Node resources, Bound bound, String resource) {
    return isPositive(resources.at(bound.field, resource))
        || (bound == Bound.REQUEST && isPositive(resources.at(Bound.LIMIT.field, resource)));
  }

  private static boolean isPositive(Node quantity) {
    return Quantity.of(quantity).map(Quantity::isPositive).orElse(false);
  }

  /** Whether a LimitRange of the namespace fills it in; a default limit also makes a request. */
  private static boolean isDefaulted(PodView pod, Bound bound, String resource) {
    Optional<Namespace> namespace = pod.namespace();
    if (namespace.isEmpty()) {
      return false;
    }
    for (KubernetesObject range : namespace.get().limitRanges()) {
      if (LimitDefaults.fills(range, bound.inLimitRange, resource)
          || (bound == Bound.REQUEST
              && LimitDefaults.fills(range, Bound.LIMIT.inLimitRange, resource))) {
        return true;
      }
    }
    return false;
  }

  private static List<Spot> tiny(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (Bound bound : Bound.values()) {
        Node amount = container.body().at("resources", bound.field, "memory");
        Quantity.of(amount)
            .filter(
                quantity ->
                    quantity.isPositive()
                        && quantity.value().compareTo(BigDecimal.valueOf(1024)) < 0)
            .ifPresent(
                quantity ->
                    spots.add(
                        pod.at(
                            container,
                            bound.field
                                + ".memory "
                                + amount.display()
                                + " is "
                                + quantity
                                + " bytes",
                            "resources",
                            bound.field,
                            "memory")));
      }
    }
    return spots;
  }

  private static List<Spot> unreadable(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (Bound bound : Bound.values()) {
        container
            .body()
            .at("resources", bound.field)
            .entries()
            .forEach(
                (resource, amount) -> {
                  if (Quantity.of(amount).isEmpty()) {
                    spots.add(
                        pod.at(
                            container,
                            bound.field + "." + resource + " \"" + amount.display() + "\"",
                            "resources",
                            bound.field,
                            resource));
                  }
                });
      }
    }
    return spots;
  }

  private static List<Spot> unboundedMemoryVolumes(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Node volume : pod.spec().at("volumes").items()) {
      Node emptyDir = volume.at("emptyDir");
      if (emptyDir.at("medium").textOr("").equals("Memory")
          && !isPositive(emptyDir.at("sizeLimit"))) {
        String name = volume.at("name").textOr("");
        List<String> writers = new ArrayList<>();
        for (Spot spot : missing(pod, Bound.LIMIT, "memory")) {
          pod.containers().stream()
              .filter(
                  container -> container.path().equals(spot.subject()) && mounts(container, name))
              .forEach(container -> writers.add(container.name()));
        }
        if (!writers.isEmpty()) {
          spots.add(
              pod.at(
                  "volumes[name=" + name + "]",
                  "volume " + name,
                  "no sizeLimit, and no memory limit in " + String.join(", ", writers),
                  "emptyDir"));
        }
      }
    }
    return spots;
  }

  private static boolean mounts(Container container, String volume) {
    return container.body().at("volumeMounts").items().stream()
        .anyMatch(mount -> mount.at("name").textOr("").equals(volume));
  }
}
