package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Climbs from each object that makes pods to the top of its owner chain, as far as objects were
 * seen. In a cluster the first owner that was not seen is the top; in files the highest object that
 * is written there is.
 */
final class OwnerChains {
  /** Longer chains than this are a mistake, or a circle. */
  private static final int MAX_CHAIN = 16;

  /**
   * Which of several children stands for an owner that cannot be read: one that runs before one
   * scaled to nothing, then the newest; the rest makes the choice independent of order.
   */
  private static final Comparator<KubernetesObject> REPRESENTATIVE =
      Comparator.comparing(OwnerChains::isScaledToNothing)
          .thenComparing(OwnerChains::created, Comparator.reverseOrder())
          .thenComparing(KubernetesObject::ref);

  /**
   * The top of a chain and all that runs below it.
   *
   * @param object the top; where it was not seen, its reference and what its children say of it
   * @param template the pod template of the highest object that was seen
   * @param created when the chain began to exist, RFC 3339; empty for files
   * @param pods its pods
   */
  record Top(
      KubernetesObject object, PodTemplate template, String created, List<RunningPod> pods) {}

  private final boolean cluster;
  private final Map<String, KubernetesObject> byUid = new HashMap<>();
  private final Map<ObjectRef, KubernetesObject> byName = new HashMap<>();
  private final List<KubernetesObject> objects = new ArrayList<>();
  private final List<OwnedPod> pods = new ArrayList<>();
  private final Map<ObjectRef, KubernetesObject> representatives = new HashMap<>();

  private record OwnedPod(Owner owner, RunningPod pod) {}

  OwnerChains(boolean cluster) {
    this.cluster = cluster;
  }

  /**
   * Adds a pod of a cluster that a controller owns. Of all that one controller owns, the tree of
   * one is kept.
   */
  void addPod(KubernetesObject pod, Owner owner) {
    RunningPod running = RunningPod.of(pod);
    pods.add(new OwnedPod(owner, running));
    if (!running.finished()) {
      representatives.merge(owner.ref(), pod, OwnerChains::better);
    }
  }

  /** Adds any other object that makes pods, a bare pod included. */
  void add(KubernetesObject object) {
    objects.add(object);
    byName.put(identity(object.ref()), object);
    if (!object.ref().uid().isEmpty()) {
      byUid.put(object.ref().uid(), object);
    }
  }

  /** The tops, in no particular order. */
  Collection<Top> resolve() {
    Chains chains = new Chains();
    for (KubernetesObject object : objects) {
      KubernetesObject highest = highest(object);
      Chain chain = chains.of(highest);
      if (!(cluster && hasFinished(highest))) {
        chain.offer(highest);
      }
      if (isPod(object)) {
        chain.pods.add(RunningPod.of(object));
      }
    }
    for (OwnedPod owned : pods) {
      Optional<KubernetesObject> owner = find(owned.owner());
      if (owner.isPresent()) {
        chains.of(highest(owner.get())).pods.add(owned.pod());
      } else {
        Chain chain = chains.below(owned.owner());
        chain.pods.add(owned.pod());
        Optional.ofNullable(representatives.get(owned.owner().ref())).ifPresent(chain::offer);
      }
    }
    return chains.all().flatMap(chain -> chain.top().stream()).toList();
  }

  private static boolean isPod(KubernetesObject object) {
    return WorkloadKind.of(object.ref()).equals(Optional.of(WorkloadKind.POD));
  }

  /** The chains that were begun so far, by their tops. */
  private final class Chains {
    private final IdentityHashMap<KubernetesObject, Chain> seen = new IdentityHashMap<>();
    private final Map<ObjectRef, Chain> unseen = new HashMap<>();

    Chain of(KubernetesObject highest) {
      Optional<Owner> owner = cluster ? Owner.of(highest) : Optional.empty();
      return owner
          .map(this::below)
          .orElseGet(() -> seen.computeIfAbsent(highest, _ -> new Chain(Optional.empty())));
    }

    Chain below(Owner owner) {
      return unseen.computeIfAbsent(owner.ref(), ref -> new Chain(Optional.of(ref)));
    }

    Stream<Chain> all() {
      return Stream.concat(seen.values().stream(), unseen.values().stream());
    }
  }

  private KubernetesObject highest(KubernetesObject object) {
    KubernetesObject highest = object;
    for (int step = 0; step < MAX_CHAIN; step++) {
      Optional<KubernetesObject> owner = Owner.of(highest).flatMap(this::find);
      if (owner.isEmpty()) {
        return highest;
      }
      highest = owner.get();
    }
    return highest;
  }

  private Optional<KubernetesObject> find(Owner owner) {
    KubernetesObject found = byUid.get(owner.ref().uid());
    if (found == null) {
      found = byName.get(identity(owner.ref()));
    }
    return Optional.ofNullable(found).filter(object -> owner.is(object.ref()));
  }

  /** The name of an object whatever its version and uid: what two documents of it share. */
  static ObjectRef identity(ObjectRef ref) {
    return new ObjectRef(ref.group(), ref.kind(), ref.namespace(), ref.name(), "");
  }

  private static KubernetesObject better(KubernetesObject one, KubernetesObject other) {
    return REPRESENTATIVE.compare(one, other) <= 0 ? one : other;
  }

  private static String created(KubernetesObject object) {
    return object.body().at("metadata", "creationTimestamp").textOr("");
  }

  private static boolean isScaledToNothing(KubernetesObject object) {
    return object.body().at("spec", "replicas").integer().orElse(1) == 0;
  }

  /** A Job that is complete or has failed, and a pod that has ended: they run no more. */
  private static boolean hasFinished(KubernetesObject object) {
    return switch (WorkloadKind.of(object.ref()).orElse(WorkloadKind.DEPLOYMENT)) {
      case JOB ->
          object.body().at("status", "conditions").items().stream().anyMatch(OwnerChains::endsJob);
      case POD -> RunningPod.of(object).finished();
      case DEPLOYMENT,
          STATEFUL_SET,
          DAEMON_SET,
          REPLICA_SET,
          REPLICATION_CONTROLLER,
          CRON_JOB,
          POD_TEMPLATE ->
          false;
    };
  }

  private static boolean endsJob(Node condition) {
    String type = condition.at("type").textOr("");
    return condition.at("status").textOr("").equals("True")
        && (type.equals("Complete") || type.equals("Failed"));
  }

  /** A ReplicaSet that a Deployment has scaled to nothing is history, never a workload. */
  private static boolean isHistory(KubernetesObject object) {
    return isScaledToNothing(object)
        && Owner.of(object).filter(owner -> owner.ref().kind().equals("Deployment")).isPresent();
  }

  /** What is known of one top while objects are still being attached to it. */
  private static final class Chain {
    /** The top, where it was not seen itself. */
    private final Optional<ObjectRef> unseen;

    private final List<RunningPod> pods = new ArrayList<>();
    private Optional<KubernetesObject> representative = Optional.empty();
    private String oldest = "";

    Chain(Optional<ObjectRef> unseen) {
      this.unseen = unseen;
    }

    void offer(KubernetesObject highest) {
      representative =
          Optional.of(representative.map(other -> better(other, highest)).orElse(highest));
      String created = created(highest);
      oldest = oldest.isEmpty() || created.compareTo(oldest) < 0 ? created : oldest;
    }

    /** Empty where all of the chain has finished, or is history. */
    Optional<Top> top() {
      return representative
          .filter(object -> !isHistory(object))
          .flatMap(
              object ->
                  WorkloadKind.of(object.ref())
                      .map(kind -> kind.template(object.body()))
                      .map(
                          template ->
                              new Top(
                                  unseen.map(ref -> standIn(ref, object)).orElse(object),
                                  template,
                                  oldest,
                                  pods)));
    }

    private static KubernetesObject standIn(ObjectRef ref, KubernetesObject child) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("name", ref.name());
      metadata.put("namespace", ref.namespace());
      metadata.put("uid", ref.uid());
      metadata.put("labels", child.body().at("metadata", "labels"));
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("apiVersion", ref.apiVersion());
      body.put("kind", ref.kind());
      body.put("metadata", metadata);
      return new KubernetesObject(ref, Node.of(body), child.origin());
    }
  }
}
