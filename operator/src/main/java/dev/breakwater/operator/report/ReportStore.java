package dev.breakwater.operator.report;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.report.PreviousReport;
import dev.breakwater.operator.cluster.FirstRead;
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

  /**
   * What is remembered of one report.
   *
   * @param awaited whether we wrote it and the watch has not told of it yet
   */
  private record Kept(SecurityReport skeleton, PreviousReport report, boolean awaited) {
    /** Whether {@code told} is what the report was before we wrote it: the watch lags behind. */
    boolean overtakes(Kept told) {
      return awaited && told.precedes(this);
    }

    /** Resource versions of one object are ordered, see KEP-5504. */
    boolean precedes(Kept other) {
      return report.uid().equals(other.report.uid()) && version() < other.version();
    }

    private long version() {
      return Long.parseLong(skeleton.getMetadata().getResourceVersion());
    }
  }

  /** Prepares the watch; {@link #start} begins it. */
  public ReportStore(KubernetesClient client) {
    informer =
        client
            .resources(SecurityReport.class)
            .inAnyNamespace()
            .withLimit(200L)
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(new Items());
  }

  /** Begins to watch; complete as soon as {@code first} has waited. */
  public void start(FirstRead first) {
    first.begin("securityreports", informer);
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
    items.merge(
        key(report), kept(report, true), (known, ours) -> ours.precedes(known) ? known : ours);
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

  private static Kept kept(SecurityReport report, boolean awaited) {
    SecurityReport skeleton = new SecurityReport();
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(report.getMetadata().getName());
    metadata.setNamespace(report.getMetadata().getNamespace());
    metadata.setUid(report.getMetadata().getUid());
    metadata.setResourceVersion(report.getMetadata().getResourceVersion());
    skeleton.setMetadata(metadata);
    return new Kept(skeleton, PreviousReport.of(report), awaited);
  }

  /** What the informer sees: names and versions. */
  private final class Items implements ItemStore<SecurityReport> {
    @Override
    public String getKey(SecurityReport report) {
      return key(report);
    }

    @Override
    public @Nullable SecurityReport put(String key, SecurityReport report) {
      Kept before = items.get(key);
      items.merge(key, kept(report, false), (known, told) -> known.overtakes(told) ? known : told);
      return skeleton(before);
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
