package dev.breakwater.image.facts;

/**
 * Where an image runs, in the words of the <a
 * href="https://github.com/opencontainers/image-spec/blob/main/image-index.md#platform-variants">OCI
 * image index</a>.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64} or {@code arm64}; empty when nothing says it
 * @param variant such as {@code v8}; empty when there is none
 */
public record Platform(String os, String architecture, String variant) {

  /** {@code linux/arm64/v8}, without the parts that are empty. */
  @Override
  public String toString() {
    return os
        + (architecture.isEmpty() ? "" : "/" + architecture)
        + (variant.isEmpty() ? "" : "/" + variant);
  }
}
