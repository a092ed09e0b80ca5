package dev.breakwater.operator.cluster;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.operator.runtime.Settings.Feature;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A live view of everything that is judged, held up to date by watches.
 *
 * <p>Watches that break are taken up again by the informers, from where they were or by listing
 * anew; until then the view is as old as the break.
 */
public final class ClusterView implements AutoCloseable {
  /** How many objects one page of a list brings: bounds the memory of the first read. */
  private static final long PAGE = 250;

  private final List<KeptObjects> stores = new ArrayList<>();
  private final Map<String, SharedIndexInformer<GenericKubernetesResource>> informers =
      new TreeMap<>();

  /**
   * Prepares the watches; {@link #start} begins them.
   *
   * @param features what is switched on: nodes are watched only where images are scanned
   * @param changed told, on the watches' threads, of each object that appears, changes in what is
   *     kept of it, or goes
   */
  public ClusterView(
      KubernetesClient client, Set<Feature> features, Consumer<KubernetesObject> changed) {
    Sharing sharing = new Sharing();
    List<WatchedKind> kinds = new ArrayList<>(WatchedKind.ALL);
    if (features.contains(Feature.IMAGE_SCANS)) {
      kinds.add(WatchedKind.NODE);
    }
    for (WatchedKind kind : kinds) {
      KeptObjects store = new KeptObjects(kind, sharing, changed);
      SharedIndexInformer<GenericKubernetesResource> informer =
          client
              .genericKubernetesResources(kind.context())
              .inAnyNamespace()
              .withLimit(PAGE)
              .runnableInformer(0)
              .removeNamespaceIndex()
              .itemStore(store);
      stores.add(store);
      informers.put(kind.plural(), informer);
    }
  }

  /** Begins to watch; complete as soon as {@code first} has waited. */
  public void start(FirstRead first) {
    informers.forEach(first::begin);
  }

  /** All objects, as they are known now. */
  public List<KubernetesObject> objects() {
    return stores.stream().flatMap(KeptObjects::objects).toList();
  }

  @Override
  public void close() {
    informers.values().forEach(SharedIndexInformer::stop);
  }
}
