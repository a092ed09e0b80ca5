package dev.breakwater.scanner.limit;

import java.time.Duration;

/**
 * How much of a hostile image is read. What goes beyond becomes a problem in its facts; only the
 * time fails the scan, because that may be the network's fault and is worth another try.
 *
 * @param layers of one image
 * @param headers of one layer's archive, extended ones included
 * @param links that are remembered of one layer
 * @param inflated bytes of one layer
 * @param ratio of inflated to packed bytes, once {@link #RATIO_FROM} bytes are inflated; gzip never
 *     reaches 1,032
 * @param pathLength characters of a path
 * @param time for one image
 */
public record Limits(
    int layers, long headers, int links, long inflated, int ratio, int pathLength, Duration time) {

  /** The ratio is not looked at before so many bytes are inflated. */
  public static final long RATIO_FROM = 64L << 20;

  /** What real images stay below by far. */
  public static final Limits USUAL =
      new Limits(1_000, 1_000_000, 100_000, 64L << 30, 2_000, 4_096, Duration.ofMinutes(10));
}
