package dev.breakwater.engine.isolation;

import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.selector.LabelSelector;
import dev.breakwater.engine.selector.Requirement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A NetworkIsolationProfile, read.
 *
 * @param name its name
 * @param uid its uid
 * @param created when it was created
 * @param selector which namespaces it is for
 * @param selectorBody the same selector as it was written, for NetworkPolicies
 * @param paused whether nothing may be written or removed
 * @param ingress who may connect to the pods
 * @param egress where the pods may connect to
 * @param allows what is allowed besides
 * @param dns whether name resolution stays possible under egress isolation
 * @param apiServer whether the API server stays reachable under egress isolation
 * @param quota {@code spec.hard} of the ResourceQuota; empty for none
 * @param limits {@code spec.limits} of the LimitRange; empty for none
 * @param podSecurity labels of the namespace by name; empty for none
 * @param adopt whether what others made under the same name is taken over
 * @param orphan whether what was made stays when the profile, or its match, is gone
 * @param problem why it cannot be followed at all; empty if it can
 */
public record IsolationProfile(
    String name,
    String uid,
    Instant created,
    LabelSelector selector,
    Node selectorBody,
    boolean paused,
    Reach ingress,
    Reach egress,
    List<Allow> allows,
    boolean dns,
    boolean apiServer,
    SortedMap<String, String> quota,
    List<Node> limits,
    SortedMap<String, String> podSecurity,
    boolean adopt,
    boolean orphan,
    Optional<Problem> problem) {
  /**
   * The order in which profiles win a namespace: the oldest first, then by name. Creation time is
   * the API server's and never changes, so no edit moves a namespace from one profile to another.
   */
  public static final Comparator<IsolationProfile> PRECEDENCE =
      Comparator.comparing(IsolationProfile::created).thenComparing(IsolationProfile::name);

  /**
   * Traffic that is allowed besides.
   *
   * @param name unique in the profile
   * @param ingress whether the peers connect to the pods, rather than the pods to the peers
   * @param peers NetworkPolicyPeers
   * @param ports NetworkPolicyPorts; none for all
   * @param pods selector of the pods
   */
  public record Allow(
      String name, boolean ingress, List<Node> peers, List<Node> ports, Node pods) {}

  /** Reads the profile, whole object. What the API server defaults is defaulted here as well. */
  public static IsolationProfile of(Node object) {
    Node spec = object.at("spec");
    Node selectorBody = spec.at("match", "namespaces", "selector");
    LabelSelector selector = LabelSelector.of(selectorBody);
    SortedMap<String, String> podSecurity = podSecurity(spec.at("podSecurity"));
    String name = object.at("metadata", "name").textOr("");
    return new IsolationProfile(
        name,
        object.at("metadata", "uid").textOr(""),
        instant(object.at("metadata", "creationTimestamp").textOr("")),
        selector,
        selectorBody,
        spec.at("mode").textOr("Enforce").equals("Paused"),
        Reach.parse(spec.at("isolation", "ingress").textOr("None")),
        Reach.parse(spec.at("isolation", "egress").textOr("None")),
        spec.at("allow").items().stream().map(IsolationProfile::allow).toList(),
        !spec.at("essentials", "dns").isFalse(),
        !spec.at("essentials", "apiServer").isFalse(),
        new TreeMap<>(spec.at("quota", "hard").strings()),
        List.copyOf(spec.at("limits").items()),
        podSecurity,
        spec.at("conflictPolicy").textOr("Respect").equals("Adopt"),
        spec.at("deletionPolicy").textOr("Delete").equals("Orphan"),
        problem(selectorBody, selector, podSecurity));
  }

  /** Whether this profile wants the namespace; profiles with a problem want none. */
  boolean wants(String namespace, Map<String, String> labels, boolean exempt) {
    return problem.isEmpty() && selector.matches(labels) && (!exempt || namesNamespace(namespace));
  }

  /** {@code Delete} or {@code Orphan}. */
  String deletionPolicy() {
    return orphan ? "Orphan" : "Delete";
  }

  /**
   * The resources that the quota counts and that no LimitRange item gives a default for: the API
   * server then refuses every pod that does not state them itself. Which resources those are is
   * {@code podEvaluator.Constraints} of kubernetes/pkg/quota/v1/evaluator/core/pods.go; which
   * defaults follow from which is {@code SetDefaults_LimitRangeItem}.
   */
  List<String> quotaWithoutDefaults() {
    List<String> missing = new ArrayList<>();
    for (String resource : List.of("cpu", "memory")) {
      boolean counted = quota.containsKey("requests." + resource) || quota.containsKey(resource);
      if (counted && !hasDefault(resource, List.of("defaultRequest", "default", "max", "min"))) {
        missing.add("requests." + resource);
      }
      if (quota.containsKey("limits." + resource)
          && !hasDefault(resource, List.of("default", "max"))) {
        missing.add("limits." + resource);
      }
    }
    return missing;
  }

  private boolean hasDefault(String resource, List<String> fields) {
    return limits.stream()
        .filter(item -> item.at("type").textOr("").equals("Container"))
        .anyMatch(item -> fields.stream().anyMatch(field -> item.at(field, resource).isPresent()));
  }

  private boolean namesNamespace(String namespace) {
    return selector.requirements().stream()
        .anyMatch(
            requirement ->
                requirement.key().equals(Marks.NAMESPACE_NAME)
                    && requirement.operator() == Requirement.Operator.IN
                    && requirement.values().contains(namespace));
  }

  private static Allow allow(Node rule) {
    return new Allow(
        rule.at("name").textOr(""),
        rule.at("direction").textOr("Ingress").equals("Ingress"),
        rule.at("peers").items(),
        rule.at("ports").items(),
        rule.at("pods"));
  }

  private static SortedMap<String, String> podSecurity(Node spec) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String mode : List.of("enforce", "warn", "audit")) {
      spec.at(mode)
          .text()
          .ifPresent(
              level -> {
                labels.put(Marks.POD_SECURITY_PREFIX + mode, level);
                labels.put(
                    Marks.POD_SECURITY_PREFIX + mode + "-version",
                    spec.at("version").textOr("latest"));
              });
    }
    return new TreeMap<>(labels);
  }

  private static Optional<Problem> problem(
      Node selectorBody, LabelSelector selector, SortedMap<String, String> podSecurity) {
    if (!selectorBody.isPresent()) {
      return Optional.of(
          new Problem(
              Problem.Reason.INVALID_SELECTOR,
              "",
              "spec.match.namespaces.selector is absent: write {} to select every namespace"));
    }
    if (!selector.isValid()) {
      return Optional.of(
          new Problem(
              Problem.Reason.INVALID_SELECTOR,
              "",
              "spec.match.namespaces.selector." + String.join("; ", selector.problems())));
    }
    return podSecurity.isEmpty()
        ? Optional.empty()
        : selector.requirements().stream()
            .map(Requirement::key)
            .filter(key -> key.startsWith(Marks.POD_SECURITY_PREFIX))
            .findFirst()
            .map(
                key ->
                    new Problem(
                        Problem.Reason.SELECTOR_OVER_OWN_LABELS,
                        "",
                        "spec.match.namespaces.selector asks for "
                            + key
                            + ", which spec.podSecurity writes: the profile would change what it"
                            + " selects; select by another label"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }
}
