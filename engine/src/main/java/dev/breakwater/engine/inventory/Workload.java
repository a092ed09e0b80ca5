package dev.breakwater.engine.inventory;

import java.util.List;

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
}
