package dev.breakwater.scanner.source;

import dev.breakwater.image.reference.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a blob, hashed and counted while they are read. What was read may be believed only
 * when the end was reached, or {@link #verify()} returned: until then it can be anybody's.
 *
 * <p>A reader that stops early, because its format ends before the blob does, calls {@link
 * #verify()}. Closing before the end fails, so that nobody forgets; where reading failed already,
 * that failure is only suppressed and nothing more is fetched.
 */
public final class VerifiedStream extends InputStream {
  private static final int DRAIN = 1 << 16;

  private final InputStream in;
  private final Descriptor blob;
  private final MessageDigest hash;
  private long read;
  private boolean verified;

  /** Verifies what {@code in} gives; closes it when this is closed. */
  public VerifiedStream(InputStream in, Descriptor blob) {
    this.in = in;
    this.blob = blob;
    this.hash = hashOf(blob.digest().algorithm());
  }

  /** The SHA-256 digest of some bytes. */
  public static Digest digest(byte[] bytes) {
    return digest(bytes, Digest.Algorithm.SHA256);
  }

  /** The digest of some bytes with another algorithm. */
  public static Digest digest(byte[] bytes, Digest.Algorithm algorithm) {
    return new Digest(algorithm, HexFormat.of().formatHex(hashOf(algorithm).digest(bytes)));
  }

  static Digest digest(InputStream in) throws IOException {
    Digest.Algorithm algorithm = Digest.Algorithm.SHA256;
    MessageDigest hash = hashOf(algorithm);
    byte[] buffer = new byte[DRAIN];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      hash.update(buffer, 0, n);
    }
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }

  static MessageDigest hashOf(Digest.Algorithm algorithm) {
    String name =
        switch (algorithm) {
          case SHA256 -> "SHA-256";
          case SHA384 -> "SHA-384";
          case SHA512 -> "SHA-512";
        };
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws PullException {@link PullFailure#DIGEST_MISMATCH} when there are more or fewer bytes
   *     than the descriptor says, or at the end other ones
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (verified || length == 0) {
      return verified ? -1 : 0;
    }
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      end();
      return -1;
    }
    read += count;
    if (read > blob.size()) {
      throw mismatch("has more than the " + blob.size() + " bytes that its manifest says");
    }
    hash.update(buffer, offset, count);
    return count;
  }

  private void end() throws PullException {
    if (read != blob.size()) {
      throw mismatch("ends after " + read + " of " + blob.size() + " bytes");
    }
    String actual = HexFormat.of().formatHex(hash.digest());
    if (!actual.equals(blob.digest().hex())) {
      throw mismatch("has the digest " + blob.digest().algorithm() + ":" + actual);
    }
    verified = true;
  }

  private PullException mismatch(String problem) {
    return new PullException(PullFailure.DIGEST_MISMATCH, "blob " + blob.digest() + " " + problem);
  }

  /**
   * Reads what is left and compares size and digest.
   *
   * @throws PullException when they differ
   * @throws IOException when the rest cannot be read
   */
  public void verify() throws IOException {
    byte[] rest = new byte[DRAIN];
    int count = 0;
    while (count >= 0) {
      count = read(rest, 0, rest.length);
    }
  }

  @Override
  public int available() throws IOException {
    return verified ? 0 : in.available();
  }

  /**
   * {@inheritDoc}
   *
   * @throws PullException {@link PullFailure#DIGEST_MISMATCH} when the end was not reached
   */
  @Override
  public void close() throws IOException {
    in.close();
    if (!verified && (read < blob.size() || !complete())) {
      throw mismatch("was closed after " + read + " of " + blob.size() + " bytes, not verified");
    }
  }

  /** A reader that counts bytes need not have seen the end of the stream. */
  private boolean complete() throws PullException {
    end();
    return verified;
  }
}
