package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a profile wants to stand in one namespace, in the order in which it is to be written. */
final class DesiredChildren {
  private static final Object EVERYONE = Body.of();

  private final IsolationProfile profile;
  private final String namespace;
  private final boolean egress;

  private DesiredChildren(IsolationProfile profile, String namespace, boolean egress) {
    this.profile = profile;
    this.namespace = namespace;
    this.egress = egress && profile.egress().isolates();
  }

  /**
   * The children, what is allowed before what isolates, defaults before the quota that needs them.
   *
   * @param egress whether egress may be isolated; without it no rule of that direction is made
   *     either, as a policy that allows egress isolates the pods that it selects
   */
  static List<Desired> of(
      IsolationProfile profile, String namespace, Essentials essentials, boolean egress) {
    DesiredChildren children = new DesiredChildren(profile, namespace, egress);
    List<Desired> desired = new ArrayList<>();
    children.addEssentials(essentials, desired);
    children.addAllows(desired);
    children.addIsolation(desired);
    children.addLimits(desired);
    return desired;
  }

  private void addEssentials(Essentials essentials, List<Desired> desired) {
    if (egress && profile.dns() && essentials.dns() instanceof Essentials.Lookup.Found found) {
      desired.add(essential("dns", found));
    }
    if (egress
        && profile.apiServer()
        && essentials.apiServer() instanceof Essentials.Lookup.Found found) {
      desired.add(essential("apiserver", found));
    }
  }

  private Desired essential(String name, Essentials.Lookup.Found found) {
    return policy(
        "essential-" + name, "essential/" + name, EVERYONE, List.of(), found.egress(), false, true);
  }

  private void addAllows(List<Desired> desired) {
    for (IsolationProfile.Allow allow : profile.allows()) {
      if (allow.ingress() ? !profile.ingress().isolates() : !egress) {
        continue;
      }
      List<Map<String, Object>> rules = List.of(rule(allow));
      desired.add(
          policy(
              "allow-" + allow.name(),
              "allow/" + allow.name(),
              selector(allow.pods()),
              allow.ingress() ? rules : List.of(),
              allow.ingress() ? List.of() : rules,
              allow.ingress(),
              !allow.ingress()));
    }
  }

  private void addIsolation(List<Desired> desired) {
    boolean ingress = profile.ingress().isolates();
    if (ingress || egress) {
      desired.add(
          policy(
              Marks.ISOLATE,
              Marks.ISOLATE,
              EVERYONE,
              ingress ? List.of(Body.of("from", peers(profile.ingress()))) : List.of(),
              egress ? List.of(Body.of("to", peers(profile.egress()))) : List.of(),
              ingress,
              egress));
    }
  }

  private void addLimits(List<Desired> desired) {
    if (!profile.limits().isEmpty()) {
      desired.add(
          child(
              new ObjectRef("v1", "LimitRange", namespace, ChildNames.of(profile.name(), ""), ""),
              Group.LIMITS,
              "limits",
              Body.of(
                  "limits",
                  profile.limits().stream().map(DesiredChildren::limitRangeItem).toList())));
    }
    if (!profile.quota().isEmpty()) {
      Map<String, String> hard = new TreeMap<>();
      profile.quota().forEach((key, value) -> hard.put(key, Quantities.canonical(value)));
      desired.add(
          child(
              new ObjectRef(
                  "v1", "ResourceQuota", namespace, ChildNames.of(profile.name(), ""), ""),
              Group.LIMITS,
              "quota",
              Body.of("hard", hard)));
    }
  }

  /**
   * Both lists are always written, be they empty: a list that we do not own could be filled in by
   * someone else, and we could not take it out again.
   */
  private Desired policy(
      String suffix,
      String rule,
      Object pods,
      List<Map<String, Object>> ingressRules,
      List<Map<String, Object>> egressRules,
      boolean ingress,
      boolean egress) {
    List<String> types = new ArrayList<>();
    if (ingress) {
      types.add("Ingress");
    }
    if (egress) {
      types.add("Egress");
    }
    return child(
        new ObjectRef(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            namespace,
            ChildNames.of(profile.name(), suffix),
            ""),
        Group.NETWORK,
        rule,
        Body.of(
            "podSelector",
            pods,
            "policyTypes",
            types,
            "ingress",
            ingressRules,
            "egress",
            egressRules));
  }

  private Desired child(ObjectRef ref, Group group, String rule, Object spec) {
    Map<String, String> annotations = marks(profile);
    annotations.put(Marks.RULE, rule);
    return new Desired(ref, group, rule, annotations, spec);
  }

  /** The annotations that say whose an object is. */
  static Map<String, String> marks(IsolationProfile profile) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(Marks.PROFILE, profile.name());
    annotations.put(Marks.PROFILE_UID, profile.uid());
    annotations.put(Marks.DELETION_POLICY, profile.deletionPolicy());
    return annotations;
  }

  private List<Object> peers(Reach reach) {
    return switch (reach) {
      case ANYONE -> List.of();
      case SAME_NAMESPACE -> List.of(Body.of("podSelector", Body.of()));
      case MATCHED_NAMESPACES ->
          List.of(Body.of("namespaceSelector", selector(profile.selectorBody())));
    };
  }

  private static Map<String, Object> rule(IsolationProfile.Allow allow) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put(
        allow.ingress() ? "from" : "to",
        allow.peers().stream().map(DesiredChildren::peer).toList());
    if (!allow.ports().isEmpty()) {
      rule.put("ports", allow.ports().stream().map(DesiredChildren::port).toList());
    }
    return rule;
  }

  private static Object peer(Node peer) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (String field : List.of("podSelector", "namespaceSelector")) {
      if (peer.at(field).isPresent()) {
        body.put(field, selector(peer.at(field)));
      }
    }
    if (peer.at("ipBlock").isPresent()) {
      body.put("ipBlock", plain(peer.at("ipBlock")));
    }
    return body;
  }

  private static Object port(Node port) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("protocol", port.at("protocol").textOr("TCP"));
    for (String field : List.of("port", "endPort")) {
      if (port.at(field).isPresent()) {
        body.put(field, plain(port.at(field)));
      }
    }
    return body;
  }

  private static Object selector(Node selector) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!selector.at("matchLabels").entries().isEmpty()) {
      body.put("matchLabels", new TreeMap<>(selector.at("matchLabels").strings()));
    }
    if (!selector.at("matchExpressions").items().isEmpty()) {
      body.put("matchExpressions", plain(selector.at("matchExpressions")));
    }
    return body;
  }

  /** {@code SetDefaults_LimitRangeItem} of kubernetes/pkg/apis/core/v1/defaults.go. */
  private static Object limitRangeItem(Node item) {
    Map<String, Map<String, String>> lists = new LinkedHashMap<>();
    for (String field :
        List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
      Map<String, String> list = new TreeMap<>();
      item.at(field).strings().forEach((key, value) -> list.put(key, Quantities.canonical(value)));
      lists.put(field, list);
    }
    if (item.at("type").textOr("").equals("Container")) {
      fill(lists, "default", "max");
      fill(lists, "defaultRequest", "default");
      fill(lists, "defaultRequest", "min");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", item.at("type").textOr(""));
    lists.forEach(
        (field, list) -> {
          if (!list.isEmpty()) {
            body.put(field, list);
          }
        });
    return body;
  }

  private static void fill(Map<String, Map<String, String>> lists, String to, String from) {
    Map<String, String> target = lists.getOrDefault(to, Map.of());
    lists.getOrDefault(from, Map.of()).forEach(target::putIfAbsent);
  }

  private static Object plain(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
        yield map;
      }
      case Node.Sequence sequence -> sequence.items().stream().map(DesiredChildren::plain).toList();
      case Node.Scalar scalar -> scalar.value();
      case Node.Absent _ -> Map.of();
    };
  }
}
