package dev.breakwater.engine.inventory;

/**
 * An image that a container of a workload's pods runs.
 *
 * @param container the container's name
 * @param image the reference of the pod's spec
 * @param imageId the pod status' image id as the runtime wrote it; empty until the container has
 *     started
 */
public record RunningImage(String container, String image, String imageId)
    implements Comparable<RunningImage> {
  private static final java.util.Comparator<RunningImage> ORDER =
      java.util.Comparator.comparing(RunningImage::container)
          .thenComparing(RunningImage::image)
          .thenComparing(RunningImage::imageId);

  @Override
  public int compareTo(RunningImage other) {
    return ORDER.compare(this, other);
  }
}
