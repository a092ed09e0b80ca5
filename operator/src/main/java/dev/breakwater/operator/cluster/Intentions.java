package dev.breakwater.operator.cluster;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.operator.runtime.Settings.Feature;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What people want: the schedules and image policies that the cluster holds now. */
public final class Intentions implements AutoCloseable {
  private final Optional<SharedIndexInformer<ScanSchedule>> schedules;
  private final Optional<SharedIndexInformer<ImagePolicy>> policies;

  /**
   * Prepares the watches; {@link #start} begins them.
   *
   * @param features what is switched on: of a kind whose feature is off there is nothing to see,
   *     nor the right to look
   * @param changed told, on the watches' threads, when a schedule or a policy appears, is edited or
   *     goes; not when only its status was written
   */
  public Intentions(KubernetesClient client, Set<Feature> features, Runnable changed) {
    schedules =
        features.contains(Feature.SCANS)
            ? Optional.of(watch(client, ScanSchedule.class, changed))
            : Optional.empty();
    policies =
        features.contains(Feature.IMAGE_POLICIES)
            ? Optional.of(watch(client, ImagePolicy.class, changed))
            : Optional.empty();
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> watch(
      KubernetesClient client, Class<T> kind, Runnable changed) {
    SharedIndexInformer<T> informer = client.resources(kind).runnableInformer(0);
    informer.addEventHandler(new SpecChanges<>(changed));
    return informer;
  }

  /** Begins to watch; complete as soon as {@code first} has waited. */
  public void start(FirstRead first) {
    schedules.ifPresent(informer -> first.begin("scanschedules", informer));
    policies.ifPresent(informer -> first.begin("imagepolicies", informer));
  }

  /** The schedules, by name. */
  public List<ScanSchedule> schedules() {
    return schedules.stream()
        .flatMap(informer -> informer.getStore().list().stream())
        .sorted(Comparator.comparing(schedule -> schedule.getMetadata().getName()))
        .toList();
  }

  /** The image policies, by name. */
  public List<ImagePolicy> policies() {
    return policies.stream()
        .flatMap(informer -> informer.getStore().list().stream())
        .sorted(Comparator.comparing(policy -> policy.getMetadata().getName()))
        .toList();
  }

  @Override
  public void close() {
    schedules.ifPresent(SharedIndexInformer::stop);
    policies.ifPresent(SharedIndexInformer::stop);
  }

  private record SpecChanges<T extends HasMetadata>(Runnable changed)
      implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T resource) {
      changed.run();
    }

    @Override
    public void onUpdate(T before, T after) {
      if (!Objects.equals(
          before.getMetadata().getGeneration(), after.getMetadata().getGeneration())) {
        changed.run();
      }
    }

    @Override
    public void onDelete(T resource, boolean finalStateUnknown) {
      changed.run();
    }
  }
}
