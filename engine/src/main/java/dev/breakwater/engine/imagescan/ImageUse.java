package dev.breakwater.engine.imagescan;

import java.util.List;
import java.util.Optional;

/**
 * An image, and where a workload uses it.
 *
 * @param image the reference as the pods name it
 * @param containers their paths, {@code containers[name=cart]}, at least one
 * @param path of the field that names it, from the object's root
 * @param line of that field; 0 where the object has no file
 * @param scan how far the scan of its content has come; empty where it is not scanned
 */
public record ImageUse(
    String image, List<String> containers, String path, int line, Optional<ImageScan> scan) {
  /** Copies the list. */
  public ImageUse {
    containers = List.copyOf(containers);
  }

  /** The containers in one text: the subject of its findings. */
  public String subject() {
    return String.join(", ", containers);
  }
}
