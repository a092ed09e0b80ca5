package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.imagescan.ImageScan;
import java.time.Instant;
import java.util.Optional;

/** What is known of an image besides its reference. */
public sealed interface ImageContent {
  /** Nobody looks into images here: rules about content have neither verdict nor violations. */
  record NotAsked() implements ImageContent {}

  /**
   * It was never read to its end.
   *
   * @param why for a person: {@code it waits for its scan}
   */
  record Unscanned(String why) implements ImageContent {}

  /**
   * It was read.
   *
   * @param scanned the last good result, also where a later attempt failed
   * @param now the time of the judgement
   */
  record Known(ImageScan.Scanned scanned, Instant now) implements ImageContent {}

  /** What a scan tells at {@code now}; an image without one is to be scanned like any other. */
  static ImageContent of(Optional<ImageScan> scan, Instant now) {
    return scan.flatMap(ImageScan::lastGood)
        .<ImageContent>map(scanned -> new Known(scanned, now))
        .orElseGet(() -> new Unscanned(scan.map(ImageContent::why).orElse("nothing scans it")));
  }

  private static String why(ImageScan scan) {
    return switch (scan) {
      case ImageScan.Scanned _ -> "";
      case ImageScan.Pending _ -> "it waits for its scan";
      case ImageScan.Failed failed -> "its scan failed with " + failed.reason();
    };
  }
}
