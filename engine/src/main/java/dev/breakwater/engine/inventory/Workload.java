package dev.breakwater.engine.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workload in one normal form, whatever its kind: the top of an owner chain and the pod template
 * that it stands for.
 *
 * @param object the workload itself, whole
 * @param template the pod that it makes
 * @param running the images that its pods run now, by container; empty for files
 */
public record Workload(KubernetesObject object, PodTemplate template, List<RunningImage> running) {
  /** The workload's name. */
  public ObjectRef ref() {
    return object.ref();
  }

  /** What runs; for a container of which nothing runs, what its template names. */
  public List<RunningImage> images() {
    List<RunningImage> images = new ArrayList<>(running);
    Set<String> runs =
        running.stream().map(RunningImage::container).collect(Collectors.toUnmodifiableSet());
    for (Container container : template.containers()) {
      if (!runs.contains(container.name()) && !container.image().isEmpty()) {
        images.add(RunningImage.declared(container));
      }
    }
    return List.copyOf(images);
  }

  /** The path below the pod's spec of the container {@code name}: {@code containers[name=cart]}. */
  public String containerPath(String name) {
    return template.containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .map(Container::path)
        .orElse(Container.Sort.REGULAR.field() + "[name=" + name + "]");
  }
}
