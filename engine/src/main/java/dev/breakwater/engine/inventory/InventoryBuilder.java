package dev.breakwater.engine.inventory;

import dev.breakwater.engine.inventory.Inventory.Source;
import dev.breakwater.engine.node.Node;
import dev.breakwater.image.facts.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers objects, in any order, into an {@link Inventory}.
 *
 * <p>Of a pod that a controller owns only what runs and its labels are kept, so the caller may drop
 * its tree after {@link #add}. Not thread-safe; one builder makes one inventory.
 */
public final class InventoryBuilder {
  /** A workload this young is still coming up: what runs is not settled. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** By name; two that the API server will name stand in the order of their files. */
  private static final Comparator<Workload> ORDER =
      Comparator.comparing(Workload::ref)
          .thenComparing(workload -> workload.object().origin().file())
          .thenComparingInt(workload -> workload.object().origin().line());

  private final Source source;
  private final String defaultNamespace;
  private final Instant youngest;
  private final OwnerChains chains;
  private final NamespacesBuilder namespaces = new NamespacesBuilder();
  private final Map<ObjectRef, KubernetesObject> objects = new HashMap<>();
  private final List<KubernetesObject> replaced = new ArrayList<>();
  private final Map<String, Platform> nodes = new HashMap<>();

  private InventoryBuilder(Source source, String defaultNamespace, Instant youngest) {
    this.source = source;
    this.defaultNamespace = defaultNamespace;
    this.youngest = youngest;
    this.chains = new OwnerChains(source == Source.CLUSTER);
  }

  /**
   * For objects out of files.
   *
   * @param defaultNamespace where a namespaced object stands that names no namespace
   */
  public static InventoryBuilder forFiles(String defaultNamespace) {
    return new InventoryBuilder(Source.FILES, defaultNamespace, Instant.MAX);
  }

  /**
   * For objects out of a cluster. What has finished, and what is younger than a minute, is no
   * workload of the inventory.
   *
   * @param now the moment of judgement
   */
  public static InventoryBuilder forCluster(Instant now) {
    return new InventoryBuilder(Source.CLUSTER, "default", now.minus(SETTLED));
  }

  /**
   * Adds one object of any kind. One that was added before under the same kind, group, namespace
   * and name gives way: see {@link #replaced()}.
   */
  public InventoryBuilder add(KubernetesObject object) {
    KubernetesObject placed = placed(object);
    Optional<Owner> owner =
        source == Source.CLUSTER && isPod(placed.ref()) ? Owner.of(placed) : Optional.empty();
    if (owner.isPresent()) {
      namespaces.mention(placed.ref().namespace());
      chains.addPod(placed, owner.get());
      return this;
    }
    KubernetesObject earlier = objects.put(identity(placed), placed);
    if (earlier != null) {
      replaced.add(earlier);
    }
    return this;
  }

  private static boolean isPod(ObjectRef ref) {
    return WorkloadKind.of(ref).equals(Optional.of(WorkloadKind.POD));
  }

  /** What the API server would name is like nothing else. */
  private ObjectRef identity(KubernetesObject object) {
    ObjectRef identity = OwnerChains.identity(object.ref());
    return object.body().at("metadata", "name").isPresent()
        ? identity
        : new ObjectRef(
            identity.apiVersion(),
            identity.kind(),
            identity.namespace(),
            identity.name(),
            "generated " + objects.size());
  }

  /** Adds all of {@code more}, in their order. */
  public InventoryBuilder addAll(Iterable<KubernetesObject> more) {
    more.forEach(this::add);
    return this;
  }

  /** The objects that a later one of the same name replaced, in the order of replacement. */
  public List<KubernetesObject> replaced() {
    return List.copyOf(replaced);
  }

  /** The inventory of all that was added. */
  public Inventory build() {
    for (KubernetesObject object : objects.values()) {
      namespaces.add(object);
      if (object.ref().kind().equals("Node") && object.ref().group().isEmpty()) {
        platform(object.body()).ifPresent(platform -> nodes.put(object.ref().name(), platform));
      }
      if (WorkloadKind.of(object.ref()).isPresent()) {
        chains.add(object);
      }
    }
    List<Workload> workloads = new ArrayList<>();
    for (OwnerChains.Top top : chains.resolve()) {
      List<RunningPod> running = top.pods().stream().filter(pod -> !pod.finished()).toList();
      namespaces.addPodLabels(
          top.object().ref().namespace(),
          running.isEmpty()
              ? List.of(sorted(top.template().labels()))
              : running.stream().map(RunningPod::labels).toList());
      if (source == Source.FILES) {
        workloads.add(new Workload(top.object(), top.template(), List.of()));
      } else if (isSettled(top.created())) {
        workloads.add(
            new Workload(top.object(), top.template(), RunningPod.images(running, nodes)));
      }
    }
    workloads.sort(ORDER);
    return new Inventory(List.copyOf(workloads), namespaces.build(), source);
  }

  private static Optional<Platform> platform(Node node) {
    Node info = node.at("status", "nodeInfo");
    String os = info.at("operatingSystem").textOr("");
    String architecture = info.at("architecture").textOr("");
    return os.isEmpty() || architecture.isEmpty()
        ? Optional.empty()
        : Optional.of(new Platform(os, architecture, ""));
  }

  private KubernetesObject placed(KubernetesObject object) {
    ObjectRef ref = object.ref();
    if (!ref.namespace().isEmpty() || !NamespacesBuilder.isNamespaced(ref)) {
      return object;
    }
    return new KubernetesObject(
        new ObjectRef(ref.apiVersion(), ref.kind(), defaultNamespace, ref.name(), ref.uid()),
        object.body(),
        object.origin());
  }

  /** An API server always writes when an object was created; an object without is taken as old. */
  private boolean isSettled(String created) {
    if (created.isEmpty()) {
      return true;
    }
    try {
      return !Instant.parse(created).isAfter(youngest);
    } catch (DateTimeParseException _) {
      return true;
    }
  }

  private static SortedMap<String, String> sorted(Map<String, String> labels) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
