package dev.breakwater.operator.image;

import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Platform;

/**
 * Something to scan: an image as pods name it, as the nodes know it, on one platform. However many
 * containers run it, it is read once.
 *
 * @param reference of the pod's spec
 * @param imageId of the pod's status; empty where nothing runs
 * @param platform of the nodes
 * @param namespace of the workload where nothing runs, since then nobody has proved yet that it may
 *     be pulled there; else empty
 */
public record Target(String reference, String imageId, Platform platform, String namespace) {
  /** Where no node is known: the platform that nearly all clusters have. */
  private static final Platform USUAL = new Platform("linux", "amd64", "");

  static Target of(String namespace, RunningImage image) {
    return new Target(
        image.image(),
        image.imageId(),
        image.platform().orElse(USUAL),
        image.imageId().isEmpty() ? namespace : "");
  }

  /** Whether it may mean something else tomorrow: a tag that no pod has made a digest of. */
  boolean isMovable() {
    return imageId.isEmpty() && !reference.contains("@");
  }

  /** The reference, with the platform where that is not the usual one; for logs. */
  @Override
  public String toString() {
    return (imageId.isEmpty() ? reference : reference + " (" + imageId + ")")
        + (platform.equals(USUAL) ? "" : " on " + platform);
  }
}
