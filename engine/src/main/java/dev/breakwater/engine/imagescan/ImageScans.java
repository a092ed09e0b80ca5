package dev.breakwater.engine.imagescan;

import java.util.Optional;

/** The scans of the images that run. */
@FunctionalInterface
public interface ImageScans {
  /** Nobody scans images: nothing is said about their content. */
  ImageScans NONE = (_, _) -> Optional.empty();

  /**
   * The scan of an image; empty where it is not to be scanned.
   *
   * @param reference as the pod names it
   * @param imageId as the runtime names what it runs; empty where nothing runs
   */
  Optional<ImageScan> of(String reference, String imageId);
}
