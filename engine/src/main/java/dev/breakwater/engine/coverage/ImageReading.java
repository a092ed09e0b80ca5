package dev.breakwater.engine.coverage;

import dev.breakwater.api.v1alpha1.ImageScanOptions;
import dev.breakwater.api.v1alpha1.PullSecret;
import dev.breakwater.engine.schedule.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How images are pulled and read.
 *
 * @param timeout for one image
 * @param parallelism how many images at a time
 * @param pullSecrets names of Secrets in the operator's namespace
 */
public record ImageReading(Duration timeout, int parallelism, List<String> pullSecrets) {
  /** Copies the list. */
  public ImageReading {
    pullSecrets = List.copyOf(pullSecrets);
  }

  /** Reads the options of a ScanSchedule, which the API server has let through. */
  static ImageReading of(ImageScanOptions options) {
    return new ImageReading(
        GoDuration.parse(options.getTimeout()),
        options.getParallelism(),
        options.getPullSecrets().stream().map(PullSecret::getName).toList());
  }

  /** What several schedules want together: the longest, the most, all. At least one. */
  public static ImageReading union(List<ImageReading> all) {
    return all.stream()
        .reduce(
            (one, other) ->
                new ImageReading(
                    one.timeout().compareTo(other.timeout()) < 0 ? other.timeout() : one.timeout(),
                    Math.max(one.parallelism(), other.parallelism()),
                    Stream.concat(one.pullSecrets().stream(), other.pullSecrets().stream())
                        .distinct()
                        .toList()))
        .orElseThrow();
  }
}
