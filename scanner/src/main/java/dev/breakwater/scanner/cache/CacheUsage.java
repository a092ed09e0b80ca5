package dev.breakwater.scanner.cache;

import java.util.Optional;

/**
 * How full a cache is.
 *
 * @param bytes of all its files
 * @param mostBytes what it may take
 * @param lastFailure why something could not be written or deleted last time, such as a full disk
 */
public record CacheUsage(long bytes, long mostBytes, Optional<String> lastFailure) {

  /** Whether somebody has to be told: what is in use alone does not fit, or the disk fails. */
  public boolean alarming() {
    return bytes > mostBytes || lastFailure.isPresent();
  }
}
