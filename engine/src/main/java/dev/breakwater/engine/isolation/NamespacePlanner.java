package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.node.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Plans one namespace. */
final class NamespacePlanner {
  /** What limits goes before what is allowed; the isolation goes before what it lets through. */
  private static final Comparator<Child> REMOVAL =
      Comparator.comparing((Child child) -> !child.ref().kind().equals("ResourceQuota"))
          .thenComparing(child -> !child.ref().kind().equals("LimitRange"))
          .thenComparing(child -> !child.isolates())
          .thenComparing(Child::ref);

  private final IsolationSnapshot snapshot;
  private final KubernetesObject namespace;
  private final List<Child> children;
  private final Instant now;
  private final Findings findings;
  private final Abandonment abandonment;
  private final NamespaceLabels labels;

  NamespacePlanner(
      IsolationSnapshot snapshot, KubernetesObject namespace, List<Child> children, Instant now) {
    this.snapshot = snapshot;
    this.namespace = namespace;
    this.children = children;
    this.now = now;
    this.findings = new Findings(namespace.ref().name());
    this.abandonment = Abandonment.of(snapshot.profiles());
    this.labels = new NamespaceLabels(namespace, snapshot.writes(), findings, now);
  }

  NamespacePlan plan() {
    if (namespace.body().at("metadata", "deletionTimestamp").isPresent()) {
      return new NamespacePlan(
          namespace.ref().name(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }
    List<IsolationProfile> wanting = snapshot.wanting(namespace);
    Optional<IsolationProfile> winner = wanting.stream().findFirst();
    List<Step> steps =
        winner.filter(IsolationProfile::paused).isPresent() ? List.of() : steps(winner);
    return new NamespacePlan(
        namespace.ref().name(),
        wanting.stream().map(IsolationProfile::name).toList(),
        steps,
        findings.problems(),
        kept(steps),
        findings.retryAt());
  }

  private List<Step> steps(Optional<IsolationProfile> winner) {
    List<Desired> desired = winner.map(this::desired).orElse(List.of());
    List<Step> network = new ArrayList<>();
    List<Step> limits = new ArrayList<>();
    for (Desired wanted : desired) {
      judge(winner.orElseThrow(), wanted).ifPresent(target(wanted.group(), network, limits)::add);
    }
    boolean labelled = winner.filter(profile -> !profile.podSecurity().isEmpty()).isPresent();
    Optional<Step> label =
        labelled ? winner.flatMap(labels::keep) : labels.release(abandonment, winner);
    winner.ifPresent(profile -> sayUnproven(profile, desired));
    return Stream.of(
            network.stream().filter(step -> !findings.isHeld(Group.NETWORK)),
            limits.stream().filter(step -> !findings.isHeld(Group.LIMITS)),
            label.stream().filter(step -> !findings.isHeld(Group.POD_SECURITY)),
            removals(winner, desired))
        .flatMap(stream -> stream)
        .toList();
  }

  private static List<Step> target(Group group, List<Step> network, List<Step> limits) {
    return group == Group.NETWORK ? network : limits;
  }

  private Optional<Step> judge(IsolationProfile winner, Desired wanted) {
    return new ChildJudge(winner, snapshot.writes(), findings, now)
        .judge(
            wanted, children.stream().filter(child -> child.sameObject(wanted.ref())).findFirst());
  }

  private List<Desired> desired(IsolationProfile winner) {
    winner
        .quotaWithoutDefaults()
        .forEach(
            resource ->
                findings.say(
                    Problem.Reason.QUOTA_WITHOUT_DEFAULTS,
                    "spec.quota.hard counts "
                        + resource
                        + ", but spec.limits has no default for it: pods that do not state it are"
                        + " refused; add a default to an item of type Container"));
    return DesiredChildren.of(
        winner, namespace.ref().name(), snapshot.essentials(), mayIsolateEgress(winner));
  }

  private boolean mayIsolateEgress(IsolationProfile winner) {
    List<String> missing = new ArrayList<>();
    if (winner.egress().isolates()
        && winner.dns()
        && snapshot.essentials().dns() instanceof Essentials.Lookup.Missing dns) {
      missing.add("DNS was not found (" + dns.why() + ")");
    }
    if (winner.egress().isolates()
        && winner.apiServer()
        && snapshot.essentials().apiServer() instanceof Essentials.Lookup.Missing apiServer) {
      missing.add("the API server was not found (" + apiServer.why() + ")");
    }
    if (missing.isEmpty()) {
      return true;
    }
    String why = String.join("; ", missing);
    if (children.stream().anyMatch(child -> child.isOurs() && child.isolatesEgress())) {
      findings.hold(
          Group.NETWORK,
          Problem.Reason.ESSENTIALS_NOT_FOUND,
          "NetworkPolicies are left as they are: " + why);
      return true;
    }
    findings.say(
        Problem.Reason.ESSENTIALS_NOT_FOUND,
        "egress is not isolated: "
            + why
            + "; set spec.essentials.dns or apiServer to false to isolate it all the same");
    return false;
  }

  private void sayUnproven(IsolationProfile winner, List<Desired> desired) {
    children.stream()
        .filter(child -> !child.isOurs() && child.claims(winner.name()))
        .filter(child -> desired.stream().noneMatch(wanted -> child.sameObject(wanted.ref())))
        .forEach(
            child ->
                findings.say(
                    Problem.Reason.UNPROVEN_OBJECT,
                    child.ref()
                        + " says that it belongs to this profile, but nothing proves that"
                        + " Breakwater made it: delete it if it is not wanted"));
  }

  private Stream<Step> removals(Optional<IsolationProfile> winner, List<Desired> desired) {
    return children.stream()
        .filter(Child::isOurs)
        .filter(Child::isLabelled)
        .filter(child -> desired.stream().noneMatch(wanted -> child.sameObject(wanted.ref())))
        .filter(child -> abandonment.removes(child.profile(), child.deletionPolicy(), winner))
        .filter(child -> !findings.isHeld(child.group()))
        .sorted(REMOVAL)
        .map(child -> new Step.Delete(child.ref(), child.resourceVersion()));
  }

  private List<NamespacePlan.Kept> kept(List<Step> steps) {
    Map<ObjectRef, NamespacePlan.Kept> kept = new TreeMap<>();
    for (Child child : children) {
      if (child.isOurs()) {
        put(kept, child.ref(), child.profile(), child.spec());
      }
    }
    for (Step step : steps) {
      switch (step) {
        case Step.Delete delete -> kept.remove(withoutUid(delete.target()));
        case Step.Apply apply when apply.target().kind().equals("Namespace") -> {}
        case Step.Apply apply -> {
          Node body = Node.of(apply.body());
          put(
              kept,
              apply.target(),
              body.at("metadata", "annotations", Marks.PROFILE).textOr(""),
              Body.comparable(body.at("spec")));
        }
      }
    }
    return List.copyOf(kept.values());
  }

  private static void put(
      Map<ObjectRef, NamespacePlan.Kept> kept, ObjectRef ref, String profile, Node spec) {
    ObjectRef key = withoutUid(ref);
    kept.put(key, new NamespacePlan.Kept(key, profile, ChildNames.sha256(sorted(spec).toString())));
  }

  /** The same text for the same value, in whatever order the keys were read. */
  private static Object sorted(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Object> map = new TreeMap<>();
        mapping.entries().forEach((key, value) -> map.put(key, sorted(value)));
        yield map;
      }
      case Node.Sequence sequence ->
          sequence.items().stream().map(NamespacePlanner::sorted).toList();
      case Node.Scalar scalar -> scalar.value();
      case Node.Absent _ -> "";
    };
  }

  private static ObjectRef withoutUid(ObjectRef ref) {
    return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name(), "");
  }
}
