package dev.breakwater.operator.cluster;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer remembers of one kind: of every object, the part that judgement reads, already
 * in judgement's form.
 *
 * <p>The informer itself needs of its items only name and resource version; {@link #isFullState()}
 * says so.
 */
final class KeptObjects implements ItemStore<GenericKubernetesResource> {
  private final WatchedKind kind;
  private final Consumer<KubernetesObject> changed;
  private final Sharing sharing;
  private final Map<String, KubernetesObject> items = new ConcurrentHashMap<>();

  /**
   * Remembers objects of {@code kind}.
   *
   * @param sharing finds what objects have in common
   * @param changed told of every object that appears, of its new state where what is kept differs,
   *     and of its last state when it goes
   */
  KeptObjects(WatchedKind kind, Sharing sharing, Consumer<KubernetesObject> changed) {
    this.kind = kind;
    this.sharing = sharing;
    this.changed = changed;
  }

  /** What is kept now. */
  Stream<KubernetesObject> objects() {
    return items.values().stream();
  }

  @Override
  public String getKey(GenericKubernetesResource item) {
    ObjectMeta metadata = item.getMetadata();
    String namespace = metadata.getNamespace();
    return namespace == null ? metadata.getName() : namespace + "/" + metadata.getName();
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource item) {
    KubernetesObject object =
        KubernetesObject.of(sharing.share(Trimming.trim(tree(item))), Origin.CLUSTER);
    KubernetesObject before = items.put(key, object);
    if (before == null || differs(before.body(), object.body())) {
      changed.accept(object);
    }
    return skeleton(before);
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    KubernetesObject before = items.remove(key);
    if (before != null) {
      changed.accept(before);
    }
    return skeleton(before);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return items.values().stream().flatMap(object -> Stream.ofNullable(skeleton(object)));
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return skeleton(items.get(key));
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  /**
   * Whether more than the resource version changed: every heartbeat of a status makes a new one.
   */
  private static boolean differs(Node before, Node after) {
    return !withoutVersion(before).equals(withoutVersion(after));
  }

  private static Map<String, Node> withoutVersion(Node object) {
    Map<String, Node> entries = new LinkedHashMap<>(object.entries());
    Map<String, Node> metadata = new LinkedHashMap<>(object.at("metadata").entries());
    metadata.remove("resourceVersion");
    metadata.remove("generation");
    entries.put("metadata", new Node.Mapping(metadata, 0));
    return entries;
  }

  private Node tree(GenericKubernetesResource item) {
    ObjectMeta metadata = item.getMetadata();
    Map<String, Object> object = new LinkedHashMap<>(item.getAdditionalProperties());
    object.put("apiVersion", kind.apiVersion());
    object.put("kind", kind.kind());
    Map<String, Object> written = new LinkedHashMap<>();
    putIfPresent(written, "name", metadata.getName());
    putIfPresent(written, "namespace", metadata.getNamespace());
    putIfPresent(written, "uid", metadata.getUid());
    putIfPresent(written, "resourceVersion", metadata.getResourceVersion());
    putIfPresent(written, "creationTimestamp", metadata.getCreationTimestamp());
    putIfPresent(written, "deletionTimestamp", metadata.getDeletionTimestamp());
    putIfPresent(written, "labels", metadata.getLabels());
    putIfPresent(written, "annotations", metadata.getAnnotations());
    if (metadata.getOwnerReferences() != null && !metadata.getOwnerReferences().isEmpty()) {
      written.put(
          "ownerReferences",
          metadata.getOwnerReferences().stream().map(KeptObjects::owner).toList());
    }
    object.put("metadata", written);
    return Node.of(object);
  }

  private static Map<String, Object> owner(io.fabric8.kubernetes.api.model.OwnerReference owner) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("apiVersion", owner.getApiVersion());
    written.put("kind", owner.getKind());
    written.put("name", owner.getName());
    written.put("uid", owner.getUid());
    putIfPresent(written, "controller", owner.getController());
    return written;
  }

  private static void putIfPresent(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static @Nullable GenericKubernetesResource skeleton(@Nullable KubernetesObject object) {
    if (object == null) {
      return null;
    }
    ObjectRef ref = object.ref();
    GenericKubernetesResource skeleton = new GenericKubernetesResource();
    skeleton.setApiVersion(ref.apiVersion());
    skeleton.setKind(ref.kind());
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(ref.name());
    metadata.setNamespace(ref.namespace().isEmpty() ? null : ref.namespace());
    metadata.setUid(ref.uid());
    metadata.setResourceVersion(object.body().at("metadata", "resourceVersion").textOr(""));
    skeleton.setMetadata(metadata);
    return skeleton;
  }
}
