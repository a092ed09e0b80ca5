package dev.breakwater.image.reference;

import static dev.breakwater.image.reference.Quoted.quote;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;

/**
 * The hash that names a manifest, a configuration or a layer by its content.
 *
 * <p>Accepts what {@code github.com/opencontainers/go-digest} v1.0.0 validates: the registered
 * algorithms of the <a
 * href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI image
 * specification</a> and SHA-384, in lower-case hexadecimal.
 *
 * @param algorithm how the content was hashed
 * @param hex the hash in lower-case hexadecimal, exactly {@link Algorithm#hexLength()} characters
 */
public record Digest(Algorithm algorithm, String hex) {

  /** The hash functions that a container runtime accepts. */
  public enum Algorithm {
    /** The one that practically every registry uses. */
    SHA256("sha256", 64),
    /** Accepted by the Go reference library, though not registered by OCI. */
    SHA384("sha384", 96),
    /** The stronger one of the two that OCI registers. */
    SHA512("sha512", 128);

    private final String text;
    private final int hexLength;

    Algorithm(String text, int hexLength) {
      this.text = text;
      this.hexLength = hexLength;
    }

    /** The number of hexadecimal characters of a digest. */
    public int hexLength() {
      return hexLength;
    }

    /** The name in front of the colon, such as {@code sha256}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * @throws IllegalArgumentException when {@code hex} is not lower-case hexadecimal of the right
   *     length
   */
  public Digest {
    if (hex.length() != algorithm.hexLength() || !Grammar.isLowerHex(hex)) {
      throw new IllegalArgumentException(problem(algorithm + ":" + hex, algorithm));
    }
  }

  /** Reads {@code algorithm:hex}. Any other text is {@link Invalid}; nothing is thrown. */
  public static Parsed<Digest> parse(String text) {
    for (Algorithm algorithm : Algorithm.values()) {
      String prefix = algorithm + ":";
      if (text.startsWith(prefix)) {
        String hex = text.substring(prefix.length());
        return hex.length() == algorithm.hexLength() && Grammar.isLowerHex(hex)
            ? new Valid<>(new Digest(algorithm, hex))
            : new Invalid<>(problem(text, algorithm));
      }
    }
    return new Invalid<>(
        "digest "
            + quote(text)
            + " does not start with sha256:, sha384: or sha512:; write sha256: and 64 hexadecimal"
            + " characters");
  }

  private static String problem(String text, Algorithm algorithm) {
    int given = text.length() - algorithm.toString().length() - 1;
    return "digest "
        + quote(text)
        + (given == algorithm.hexLength()
            ? " has characters other than 0-9 and a-f"
            : " has " + given + " characters after the colon")
        + "; write "
        + algorithm
        + ": and "
        + algorithm.hexLength()
        + " lower-case hexadecimal characters";
  }

  /** {@code algorithm:hex}, as registries and Kubernetes write it. */
  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
