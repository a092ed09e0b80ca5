package dev.breakwater.engine.imagescan;

import dev.breakwater.image.facts.Assessment;
import java.util.List;

/**
 * An image with a scan, and where a workload uses it.
 *
 * @param image the reference as the pods name it
 * @param containers their paths, {@code containers[name=cart]}, at least one
 * @param path of the field that names it, from the object's root
 * @param line of that field; 0 where the object has no file
 * @param assessment what it contains, and what is wrong with that
 */
public record ScannedImage(
    String image, List<String> containers, String path, int line, Assessment assessment) {
  /** Copies the list. */
  public ScannedImage {
    containers = List.copyOf(containers);
  }

  /** The containers in one text: the subject of its findings. */
  String subject() {
    return String.join(", ", containers);
  }
}
