package dev.breakwater.operator.image;

import dev.breakwater.image.facts.ImageFacts;
import java.time.Duration;
import java.util.List;

/** Reads images, from wherever they are. Safe for use by several threads. */
interface ImageReader extends AutoCloseable {
  /**
   * The facts about an image.
   *
   * @param pullers on whose behalf it may be pulled, tried in their order
   * @param time that it may take
   * @throws ReadFailure when it cannot be read
   */
  ImageFacts read(Target target, List<Puller> pullers, Duration time) throws ReadFailure;

  @Override
  void close();
}
