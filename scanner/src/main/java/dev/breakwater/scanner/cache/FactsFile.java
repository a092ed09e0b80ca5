package dev.breakwater.scanner.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.breakwater.scanner.limit.MalformedException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** How facts lie in a file: magic, SHA-256 of what follows, length, and Zstandard. */
final class FactsFile {
  private static final byte[] MAGIC = "BWFACTS1".getBytes(US_ASCII);
  private static final int HEADER = MAGIC.length + 32;

  /** More than the facts of any image take. */
  private static final int LARGEST = 1 << 30;

  private FactsFile() {}

  static byte[] pack(byte[] facts) {
    byte[] packed = Zstd.compress(facts, 1);
    byte[] body =
        ByteBuffer.allocate(Integer.BYTES + packed.length).putInt(facts.length).put(packed).array();
    return ByteBuffer.allocate(HEADER + body.length).put(MAGIC).put(sha256(body)).put(body).array();
  }

  static byte[] unpack(byte[] file) throws MalformedException {
    if (file.length < HEADER + Integer.BYTES
        || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
      throw new MalformedException("cached facts: not a file of this version");
    }
    byte[] checksum = Arrays.copyOfRange(file, MAGIC.length, HEADER);
    byte[] body = Arrays.copyOfRange(file, HEADER, file.length);
    int length = ByteBuffer.wrap(body).getInt();
    if (!MessageDigest.isEqual(checksum, sha256(body)) || length < 0 || length > LARGEST) {
      throw new MalformedException("cached facts: wrong checksum");
    }
    try {
      return Zstd.decompress(Arrays.copyOfRange(body, Integer.BYTES, body.length), length);
    } catch (ZstdException e) {
      throw new MalformedException("cached facts: " + e.getMessage());
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
