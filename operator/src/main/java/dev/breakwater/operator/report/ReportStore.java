package dev.breakwater.operator.report;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.report.PreviousReport;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reports that the cluster holds, and of each only what the next one needs: a report is up to
 * 32 KiB, what is remembered of it a few hundred bytes.
 */
public final class ReportStore implements AutoCloseable {
  private final Map<String, Kept> items = new ConcurrentHashMap<>();
  private final SharedIndexInformer<SecurityReport> informer;

  private record Kept(SecurityReport skeleton, PreviousReport report) {}

  /** Prepares the watch; {@link #start()} begins it. */
  public ReportStore(KubernetesClient client) {
    informer =
        client
            .resources(SecurityReport.class)
            .inAnyNamespace()
            .withLimit(200L)
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(new Items())
            .exceptionHandler((started, failure) -> true);
  }

  /** Begins to watch, and returns when everything was read once. */
  public void start() {
    informer.start().toCompletableFuture().join();
  }

  /** The report of that name, if there is one. */
  public Optional<PreviousReport> find(String namespace, String name) {
    return Optional.ofNullable(items.get(namespace + "/" + name)).map(Kept::report);
  }

  /** All reports. */
  public List<PreviousReport> all() {
    return items.values().stream().map(Kept::report).toList();
  }

  /** Remembers a report that was just written, before the watch tells of it. */
  void written(SecurityReport report) {
    items.put(key(report), kept(report));
  }

  /** Forgets a report that was just deleted, before the watch tells of it. */
  void deleted(PreviousReport report) {
    items.remove(report.namespace() + "/" + report.name());
  }

  @Override
  public void close() {
    informer.stop();
  }

  private static String key(SecurityReport report) {
    return Objects.requireNonNullElse(report.getMetadata().getNamespace(), "")
        + "/"
        + report.getMetadata().getName();
  }

  private static Kept kept(SecurityReport report) {
    SecurityReport skeleton = new SecurityReport();
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(report.getMetadata().getName());
    metadata.setNamespace(report.getMetadata().getNamespace());
    metadata.setUid(report.getMetadata().getUid());
    metadata.setResourceVersion(report.getMetadata().getResourceVersion());
    skeleton.setMetadata(metadata);
    return new Kept(skeleton, PreviousReport.of(report));
  }

  /** What the informer sees: names and versions. */
  private final class Items implements ItemStore<SecurityReport> {
    @Override
    public String getKey(SecurityReport report) {
      return key(report);
    }

    @Override
    public @Nullable SecurityReport put(String key, SecurityReport report) {
      return skeleton(items.put(key, kept(report)));
    }

    @Override
    public @Nullable SecurityReport remove(String key) {
      return skeleton(items.remove(key));
    }

    @Override
    public Stream<String> keySet() {
      return items.keySet().stream();
    }

    @Override
    public Stream<SecurityReport> values() {
      return items.values().stream().map(Kept::skeleton);
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public @Nullable SecurityReport get(String key) {
      return skeleton(items.get(key));
    }

    @Override
    public boolean isFullState() {
      return false;
    }

    private @Nullable SecurityReport skeleton(@Nullable Kept kept) {
      return kept == null ? null : kept.skeleton();
    }
  }
}
