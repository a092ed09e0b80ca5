package dev.breakwater.engine.inventory;

import dev.breakwater.image.facts.Platform;
import java.util.Comparator;
import java.util.Optional;

/**
 * An image that a container of a workload's pods runs.
 *
 * @param container the container's name
 * @param image the reference of the pod's spec
 * @param imageId the pod status' image id as the runtime wrote it; empty until the container has
 *     started
 * @param platform of the node that runs it: one index has another image for each; empty where the
 *     node is not known
 */
public record RunningImage(
    String container, String image, String imageId, Optional<Platform> platform)
    implements Comparable<RunningImage> {
  private static final Comparator<RunningImage> ORDER =
      Comparator.comparing(RunningImage::container)
          .thenComparing(RunningImage::image)
          .thenComparing(RunningImage::imageId)
          .thenComparing(running -> running.platform().map(Platform::toString).orElse(""));

  /** What a template names and no pod runs now. */
  static RunningImage declared(Container container) {
    return new RunningImage(container.name(), container.image(), "", Optional.empty());
  }

  @Override
  public int compareTo(RunningImage other) {
    return ORDER.compare(this, other);
  }
}
