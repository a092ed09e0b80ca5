package dev.breakwater.engine.imagescan;

import dev.breakwater.engine.inventory.RunningImage;
import java.util.Optional;

/** The scans of the images that run. */
@FunctionalInterface
public interface ImageScans {
  /** No image is scanned. Policies say what that means: {@code vulnerabilities.unscanned}. */
  ImageScans NONE = (_, _) -> Optional.empty();

  /**
   * The scan of an image; empty where it is not to be scanned.
   *
   * @param namespace of the workload that uses it
   */
  Optional<ImageScan> of(String namespace, RunningImage image);
}
