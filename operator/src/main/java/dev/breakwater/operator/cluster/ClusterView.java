package dev.breakwater.operator.cluster;

import dev.breakwater.engine.inventory.KubernetesObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A live view of everything that is judged, held up to date by watches.
 *
 * <p>Watches that break are taken up again by the informers, from where they were or by listing
 * anew; until then the view is as old as the break.
 */
public final class ClusterView implements AutoCloseable {
  /** How many objects one page of a list brings: bounds the memory of the first read. */
  private static final long PAGE = 500;

  private final List<KeptObjects> stores = new ArrayList<>();
  private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();

  /**
   * Prepares the watches; {@link #start()} begins them.
   *
   * @param changed told, on the watches' threads, of each object that appears, changes in what is
   *     kept of it, or goes
   */
  public ClusterView(KubernetesClient client, Consumer<KubernetesObject> changed) {
    for (WatchedKind kind : WatchedKind.ALL) {
      KeptObjects store = new KeptObjects(kind, changed);
      SharedIndexInformer<GenericKubernetesResource> informer =
          client
              .genericKubernetesResources(kind.context())
              .inAnyNamespace()
              .withLimit(PAGE)
              .runnableInformer(0)
              .removeNamespaceIndex()
              .itemStore(store)
              .exceptionHandler((started, failure) -> true);
      stores.add(store);
      informers.add(informer);
    }
  }

  /** Begins to watch, and returns when everything was read once. */
  public void start() {
    CompletableFuture.allOf(
            informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Whether everything was read at least once. */
  public boolean hasSynced() {
    return informers.stream().allMatch(SharedIndexInformer::hasSynced);
  }

  /** All objects, as they are known now. */
  public List<KubernetesObject> objects() {
    return stores.stream().flatMap(KeptObjects::objects).toList();
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }
}
