package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * As much of an API server as planning sees: objects with uids, versions and field owners. What the
 * real one does is tested against the real one.
 */
final class SimulatedCluster {
  static final String DNS_SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: kube-system, name: kube-dns, labels: {k8s-app: kube-dns}}
      spec:
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10]
        selector: {k8s-app: kube-dns}
        ports:
        - {name: dns, port: 53, protocol: UDP, targetPort: 53}
        - {name: dns-tcp, port: 53, protocol: TCP, targetPort: 53}
        - {name: metrics, port: 9153, protocol: TCP, targetPort: 9153}
      """;
  static final String API_SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: default, name: kubernetes}
      spec: {clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1], ports: [{name: https, port: 443, targetPort: 6443}]}
      """;
  static final String API_SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: default, name: kubernetes, labels: {kubernetes.io/service-name: kubernetes}}
      addressType: IPv4
      endpoints: [{addresses: [192.168.1.2]}, {addresses: [192.168.1.1]}]
      ports: [{name: https, port: 6443, protocol: TCP}]
      """;

  private final Map<String, Map<String, Object>> profiles = new TreeMap<>();
  private final Map<String, Map<String, Object>> namespaces = new TreeMap<>();
  private final Map<String, Map<String, Object>> children = new TreeMap<>();
  private final List<KubernetesObject> network = new ArrayList<>();
  private WriteLog writes = WriteLog.EMPTY;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int serial;

  SimulatedCluster() {
    discover(DNS_SERVICE);
    discover(API_SERVICE);
    discover(API_SLICE);
  }

  static Node yaml(String text) {
    return Node.of(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  static KubernetesObject object(String text) {
    return KubernetesObject.of(yaml(text), Origin.CLUSTER);
  }

  void discover(String object) {
    network.add(object(object));
  }

  void forgetEssentials() {
    network.clear();
  }

  /** A profile whose spec is this YAML; it is one second younger than the last. */
  void profile(String name, String spec) {
    now = now.plusSeconds(1);
    Map<String, Object> metadata = metadata(name, "");
    metadata.put("creationTimestamp", now.toString());
    profiles.put(name, map("metadata", metadata, "spec", parse(spec)));
  }

  void editProfile(String name, String spec) {
    castMap(profiles.get(name)).put("spec", parse(spec));
  }

  void deleteProfile(String name) {
    profiles.remove(name);
  }

  /** Makes the namespace, or gives it other labels while it keeps its uid and owners. */
  void namespace(String name, Map<String, String> labels) {
    Map<String, Object> known = namespaces.get(name);
    Map<String, Object> metadata = known == null ? metadata(name, "") : metadataOf(known);
    metadata.put("labels", new TreeMap<>(labels));
    metadata.put("resourceVersion", String.valueOf(++serial));
    namespaces.put(name, map("apiVersion", "v1", "kind", "Namespace", "metadata", metadata));
  }

  /** Someone else's write: spec as given, the manager owns all of it, we lose what we had. */
  void foreign(String kind, String namespace, String name, String manager, String spec) {
    String key = key(kind, namespace, name);
    Map<String, Object> object = children.get(key);
    if (object == null) {
      object = map("apiVersion", apiVersion(kind), "kind", kind);
      object.put("metadata", metadata(name, namespace));
      children.put(key, object);
    }
    Object parsed = parse(spec);
    object.put("spec", parsed);
    List<Object> owners = owners(object);
    owners.removeIf(entry -> !isOurs(entry));
    owners.forEach(entry -> castMap(castMap(entry).get("fieldsV1")).remove("f:spec"));
    owners.add(owner(manager, "Update", map("f:spec", ownedFields(parsed))));
    touch(object);
  }

  void deleteChild(String kind, String namespace, String name) {
    children.remove(key(kind, namespace, name));
  }

  /** As after the restoration of a backup: everything there with new uids, none of it proved. */
  void restoreFromBackup() {
    for (Map<String, Object> object : all()) {
      metadataOf(object).put("uid", "restored-" + ++serial);
      List<Object> owners = owners(object);
      for (Object entry : owners) {
        castMap(entry).put("manager", "velero");
        castMap(entry).put("operation", "Update");
      }
    }
  }

  void label(String namespace, String key, String value, String manager) {
    Map<String, Object> object = castMap(namespaces.get(namespace));
    castMap(metadataOf(object).computeIfAbsent("labels", k -> new TreeMap<>())).put(key, value);
    for (Object entry : owners(object)) {
      castMap(
              castMap(castMap(castMap(entry).get("fieldsV1")).getOrDefault("f:metadata", map()))
                  .getOrDefault("f:labels", map()))
          .remove("f:" + key);
    }
    owners(object)
        .add(owner(manager, "Update", map("f:metadata", map("f:labels", map("f:" + key, map())))));
    touch(object);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  IsolationSnapshot snapshot() {
    List<KubernetesObject> services =
        network.stream().filter(object -> object.ref().kind().equals("Service")).toList();
    List<KubernetesObject> slices =
        network.stream().filter(object -> object.ref().kind().equals("EndpointSlice")).toList();
    return new IsolationSnapshot(
        profiles.values().stream().map(body -> IsolationProfile.of(Node.of(body))).toList(),
        objects(namespaces),
        objects(children),
        Essentials.of(services, slices),
        "breakwater-system",
        writes);
  }

  IsolationPlan plan() {
    return Isolation.plan(snapshot(), now);
  }

  /** Plans and carries out; the number of writes. */
  int reconcile() {
    int count = 0;
    for (NamespacePlan namespace : plan().namespaces()) {
      for (Step step : namespace.steps()) {
        carryOut(step);
        count++;
      }
    }
    return count;
  }

  void carryOut(Step step) {
    switch (step) {
      case Step.Delete delete ->
          children.remove(
              key(delete.target().kind(), delete.target().namespace(), delete.target().name()));
      case Step.Apply apply when apply.target().kind().equals("Namespace") -> applyLabels(apply);
      case Step.Apply apply -> applyChild(apply);
    }
    writes = writes.with(step, now);
  }

  /** The names of NetworkPolicies, quotas and limit ranges: {@code Kind namespace/name}. */
  List<String> names() {
    return objects(children).stream().map(object -> object.ref().toString()).sorted().toList();
  }

  Node child(String kind, String namespace, String name) {
    return Node.of(children.get(key(kind, namespace, name)));
  }

  Map<String, String> labels(String namespace) {
    return Node.of(namespaces.get(namespace)).at("metadata", "labels").strings();
  }

  ProfileOutcome outcome(String profile) {
    IsolationPlan plan = plan();
    return ProfileOutcome.of(IsolationProfile.of(Node.of(profiles.get(profile))), plan, Map.of());
  }

  private void applyChild(Step.Apply apply) {
    String key = key(apply.target().kind(), apply.target().namespace(), apply.target().name());
    Map<String, Object> object = children.get(key);
    if (object == null) {
      object = map("apiVersion", apply.target().apiVersion(), "kind", apply.target().kind());
      object.put("metadata", metadata(apply.target().name(), apply.target().namespace()));
      children.put(key, object);
    }
    Map<String, Object> wanted = castMap(apply.body().get("metadata"));
    metadataOf(object).put("labels", wanted.get("labels"));
    metadataOf(object).put("annotations", wanted.get("annotations"));
    object.put("spec", castMap(apply.body().get("spec")));
    List<Object> owners = owners(object);
    owners.clear();
    owners.add(
        owner(
            Marks.FIELD_MANAGER,
            "Apply",
            map(
                "f:spec",
                ownedFields(apply.body().get("spec")),
                "f:metadata",
                map("f:annotations", ownedFields(wanted.get("annotations"))))));
    touch(object);
  }

  private void applyLabels(Step.Apply apply) {
    Map<String, Object> object = castMap(namespaces.get(apply.target().name()));
    Node before = Node.of(object);
    Map<String, Object> wanted = castMap(apply.body().get("metadata"));
    for (String field : List.of("labels", "annotations")) {
      Map<String, Object> live =
          castMap(metadataOf(object).computeIfAbsent(field, key -> new TreeMap<>()));
      ManagedFields.of(before).ourKeys("metadata", field).forEach(live::remove);
      live.putAll(castMap(wanted.getOrDefault(field, Map.of())));
    }
    owners(object).removeIf(SimulatedCluster::isOurs);
    if (wanted.containsKey("labels")) {
      owners(object)
          .add(
              owner(
                  Marks.FIELD_MANAGER,
                  "Apply",
                  map(
                      "f:metadata",
                      map(
                          "f:labels",
                          ownedFields(wanted.get("labels")),
                          "f:annotations",
                          ownedFields(wanted.get("annotations"))))));
    }
    touch(object);
  }

  private List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>(profiles.values());
    all.addAll(namespaces.values());
    all.addAll(children.values());
    return all;
  }

  private void touch(Map<String, Object> object) {
    metadataOf(object).put("resourceVersion", String.valueOf(++serial));
  }

  private Map<String, Object> metadata(String name, String namespace) {
    Map<String, Object> metadata =
        map("name", name, "uid", "uid-" + ++serial, "managedFields", new ArrayList<>());
    metadata.put("resourceVersion", String.valueOf(serial));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return metadata;
  }

  private Map<String, Object> owner(String manager, String operation, Object fields) {
    return map(
        "manager",
        manager,
        "operation",
        operation,
        "time",
        now.plusNanos(++serial).toString(),
        "fieldsV1",
        fields);
  }

  private static Object ownedFields(@Nullable Object value) {
    Map<String, Object> fields = map();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> fields.put("f:" + key, ownedFields(inner)));
    }
    return fields;
  }

  private static boolean isOurs(Object entry) {
    return Marks.FIELD_MANAGER.equals(castMap(entry).get("manager"))
        && "Apply".equals(castMap(entry).get("operation"));
  }

  private static List<KubernetesObject> objects(Map<String, Map<String, Object>> bodies) {
    return bodies.values().stream()
        .map(body -> KubernetesObject.of(Node.of(body), Origin.CLUSTER))
        .toList();
  }

  private static Map<String, Object> metadataOf(Map<String, Object> object) {
    return castMap(object.get("metadata"));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> owners(Map<String, Object> object) {
    return (List<Object>) Objects.requireNonNull(metadataOf(object).get("managedFields"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> castMap(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  private static Object parse(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return map;
  }

  private static String apiVersion(String kind) {
    return kind.equals("NetworkPolicy") ? "networking.k8s.io/v1" : "v1";
  }

  private static String key(String kind, String namespace, String name) {
    return namespace + "/" + kind + "/" + name;
  }
}
