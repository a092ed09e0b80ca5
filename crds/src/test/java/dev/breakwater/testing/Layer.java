package dev.breakwater.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** One layer of an image: a tar archive, packed or not. */
public final class Layer {
  private final Packing packing;
  private final byte[] blob;
  private final String diffId;

  /** How the archive is packed. */
  public enum Packing {
    /** As it is. */
    NONE("", ""),
    /** RFC 1952. */
    GZIP("+gzip", ".gzip"),
    /** RFC 8878. */
    ZSTD("+zstd", ".zstd");

    private final String oci;
    private final String docker;

    Packing(String oci, String docker) {
      this.oci = oci;
      this.docker = docker;
    }

    String mediaType(boolean asDocker) {
      return asDocker
          ? "application/vnd.docker.image.rootfs.diff.tar" + docker
          : "application/vnd.oci.image.layer.v1.tar" + oci;
    }
  }

  private Layer(Packing packing, byte[] blob, String diffId) {
    this.packing = packing;
    this.blob = blob;
    this.diffId = diffId;
  }

  /** Text files by their path, gzipped. */
  public static Layer of(Map<String, String> files) {
    TarFile tar = new TarFile();
    new TreeMap<>(files).forEach(tar::file);
    return gzip(tar.bytes());
  }

  /** An archive, gzipped. */
  public static Layer gzip(byte[] tar) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return packed(Packing.GZIP, packed.toByteArray(), tar);
  }

  /** An archive as it is. */
  public static Layer plain(byte[] tar) {
    return packed(Packing.NONE, tar, tar);
  }

  /** An archive that the test packed itself. */
  public static Layer packed(Packing packing, byte[] blob, byte[] tar) {
    return new Layer(packing, blob.clone(), Digests.of(tar));
  }

  /** {@code sha256:...} of the blob as it is stored in a registry. */
  public String digest() {
    return Digests.of(blob);
  }

  /** {@code sha256:...} of the archive. */
  public String diffId() {
    return diffId;
  }

  Packing packing() {
    return packing;
  }

  byte[] blob() {
    return blob.clone();
  }
}
