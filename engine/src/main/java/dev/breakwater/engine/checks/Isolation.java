package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.checks.Policy.Direction;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether NetworkPolicies hold a namespace's pods apart.
 *
 * <p>A pod is isolated in a direction when a policy of that type selects it, whatever the policy
 * allows: a default-deny without rules is isolation, a policy that selects nothing is none. A
 * namespace is isolated when each of its pods is; one without pods, when a policy selects all.
 */
final class Isolation {
  private static final String METADATA_SERVICE = "169.254.169.254";
  private static final String AFTER =
      """
      kind: NetworkPolicy
      spec:
        podSelector: {}
        policyTypes: [Ingress, Egress]
      """;

  static final List<Rule> RULES =
      List.of(
          check("BW-NS-001", MEDIUM, "Incoming connections are not isolated")
              .network()
              .why(
                  """
                  Every pod of the cluster can connect to the pods that no policy selects: one pod \
                  taken over anywhere is a neighbour of all of them.
                  """)
              .remedy(
                  "Add a NetworkPolicy that selects all pods with policyTypes [Ingress, Egress] and"
                      + " allow what is needed; a NetworkIsolationProfile does it for you.")
              .before("# no NetworkPolicy")
              .after(AFTER)
              .controls("NSA:network-separation", "CIS:5.3.2", "OWASP:K05", "MITRE:T1021")
              .namespace(namespace -> open(namespace, Direction.INGRESS)),
          check("BW-NS-002", MEDIUM, "Outgoing connections are not isolated")
              .network()
              .why(
                  """
                  A pod that was taken over can fetch tools, send data away, and try every address of \
                  the cluster and of the cloud.
                  """)
              .remedy(
                  "Add a NetworkPolicy that selects all pods with policyTypes [Ingress, Egress] and"
                      + " allow what is needed, DNS included; a NetworkIsolationProfile does it for"
                      + " you.")
              .before("# no NetworkPolicy")
              .after(AFTER)
              .controls("NSA:network-separation", "CIS:5.3.2", "OWASP:K05", "MITRE:T1041")
              .namespace(namespace -> open(namespace, Direction.EGRESS)),
          check("BW-NS-003", LOW, "A NetworkPolicy selects no pod")
              .network()
              .why(
                  """
                  A policy whose selector matches nothing protects nothing, while it looks as if it \
                  did: often a label that was renamed.
                  """)
              .remedy("Correct podSelector to the labels that the pods have, or delete the policy.")
              .before("podSelector: {matchLabels: {app: catr}}")
              .after("podSelector: {matchLabels: {app: cart}}")
              .controls("NSA:network-separation", "OWASP:K05")
              .eachOfNamespace(Isolation::selectingNothing),
          check("BW-NS-004", MEDIUM, "A NetworkPolicy opens the cloud's metadata service")
              .network()
              .why(
                  """
                  169.254.169.254 hands the node's cloud credentials to whoever asks. A rule for \
                  0.0.0.0/0 without that exception lets the pods ask. Only what is isolated is \
                  judged: where nothing is, BW-NS-002 speaks.
                  """)
              .remedy("Add except: [169.254.169.254/32] to the ipBlock.")
              .before("- ipBlock: {cidr: 0.0.0.0/0}")
              .after("- ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}")
              .controls("NSA:network-separation", "OWASP:K08", "MITRE:T1552.005")
              .eachOfNamespace(Isolation::openingMetadata),
          check("BW-NS-005", MEDIUM, "A NetworkPolicy opens the whole namespace")
              .network()
              .why(
                  """
                  A rule without peers and ports for all pods allows everything from everywhere. \
                  Policies only add up: whatever the others leave out, this one lets in.
                  """)
              .remedy("Select the pods that are meant, and name peers or ports.")
              .before(
                  """
                  podSelector: {}
                  ingress: [{}]
                  """)
              .after(
                  """
                  podSelector: {matchLabels: {app: front}}
                  ingress: [{ports: [{port: 8080}]}]
                  """)
              .controls("NSA:network-separation", "OWASP:K05", "MITRE:T1021")
              .eachOfNamespace(Isolation::openingEverything));

  private Isolation() {}

  private static List<Spot> open(NamespaceView namespace, Direction direction) {
    List<Policy> policies =
        namespace.policies().stream().filter(policy -> policy.isolates(direction)).toList();
    if (policies.stream().anyMatch(policy -> policy.pods().selectsEverything())) {
      return List.of();
    }
    List<Map<String, String>> pods = namespace.namespace().podLabels();
    List<Map<String, String>> uncovered =
        pods.stream()
            .filter(labels -> policies.stream().noneMatch(policy -> policy.pods().matches(labels)))
            .toList();
    if (!pods.isEmpty() && uncovered.isEmpty()) {
      return List.of();
    }
    String type =
        switch (direction) {
          case INGRESS -> "Ingress";
          case EGRESS -> "Egress";
        };
    boolean partly = uncovered.size() < pods.size();
    return List.of(
        namespace.spot(
            "metadata",
            partly
                ? "no NetworkPolicy for " + type + " selects the pods " + text(uncovered)
                : policies.isEmpty()
                    ? "no NetworkPolicy for " + type + " " + namespace.where()
                    : "the NetworkPolicies for " + type + " select no pod"));
  }

  /** {@code app=cart; app=web,tier=front}, at most three. */
  private static String text(List<Map<String, String>> labelSets) {
    int shown = Math.min(3, labelSets.size());
    List<String> texts = new ArrayList<>(shown);
    for (Map<String, String> labels : labelSets.subList(0, shown)) {
      List<String> pairs = new ArrayList<>();
      new TreeMap<>(labels).forEach((key, value) -> pairs.add(key + "=" + value));
      texts.add(pairs.isEmpty() ? "without labels" : String.join(",", pairs));
    }
    String text = String.join("; ", texts);
    return shown < labelSets.size() ? text + " and " + (labelSets.size() - shown) + " more" : text;
  }

  /** Where no pod is known, nobody can say whom a policy is for. */
  private static List<Spot> selectingNothing(NamespaceView namespace) {
    List<Map<String, String>> pods = namespace.namespace().podLabels();
    List<Spot> spots = new ArrayList<>(0);
    if (pods.isEmpty()) {
      return spots;
    }
    for (Policy policy : namespace.policies()) {
      if (pods.stream().noneMatch(policy.pods()::matches)) {
        spots.add(
            spot(
                namespace,
                policy,
                "spec.podSelector",
                policy.pods().isValid()
                    ? "podSelector " + policy.pods() + " selects no pod"
                    : "podSelector is " + policy.pods()));
      }
    }
    return spots;
  }

  private static List<Spot> openingMetadata(NamespaceView namespace) {
    List<Spot> spots = new ArrayList<>(0);
    for (Policy policy : namespace.policies()) {
      if (policy.isolates(Direction.EGRESS)) {
        List<Node> rules = policy.rules(Direction.EGRESS).items();
        for (int rule = 0; rule < rules.size(); rule++) {
          List<Node> peers = rules.get(rule).at("to").items();
          for (int peer = 0; peer < peers.size(); peer++) {
            if (opensMetadata(peers.get(peer).at("ipBlock"))) {
              spots.add(
                  spot(
                      namespace,
                      policy,
                      "spec.egress[" + rule + "].to[" + peer + "].ipBlock",
                      "allows 0.0.0.0/0 without except for " + METADATA_SERVICE));
            }
          }
        }
      }
    }
    return spots;
  }

  private static boolean opensMetadata(Node block) {
    if (!block.at("cidr").textOr("").equals("0.0.0.0/0")) {
      return false;
    }
    return block.at("except").texts().stream()
        .noneMatch(
            except -> Ipv4Block.parse(except).map(b -> b.holds(METADATA_SERVICE)).orElse(false));
  }

  private static List<Spot> openingEverything(NamespaceView namespace) {
    List<Spot> spots = new ArrayList<>(0);
    for (Policy policy : namespace.policies()) {
      for (Direction direction : Direction.values()) {
        if (policy.isolates(direction) && policy.pods().selectsEverything()) {
          List<Node> rules = policy.rules(direction).items();
          for (int rule = 0; rule < rules.size(); rule++) {
            if (allowsAll(rules.get(rule), direction)) {
              String field = direction == Direction.INGRESS ? "ingress" : "egress";
              spots.add(
                  spot(
                      namespace,
                      policy,
                      "spec." + field + "[" + rule + "]",
                      "allows all " + field + " of all pods"));
            }
          }
        }
      }
    }
    return spots;
  }

  private static boolean allowsAll(Node rule, Direction direction) {
    String peers = direction == Direction.INGRESS ? "from" : "to";
    return rule.at(peers).items().isEmpty() && rule.at("ports").items().isEmpty();
  }

  private static Spot spot(NamespaceView namespace, Policy policy, String path, String seen) {
    return namespace.spot(policy.object(), "networkpolicies", path, seen);
  }
}
