package dev.breakwater.image.facts;

/**
 * Where an image runs, in the words of the <a
 * href="https://github.com/opencontainers/image-spec/blob/main/image-index.md#platform-variants">OCI
 * image index</a>.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64} or {@code arm64}
 * @param variant such as {@code v8}; empty when there is none
 */
public record Platform(String os, String architecture, String variant) {

  /** {@code linux/arm64/v8}, without the last part when there is no variant. */
  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
