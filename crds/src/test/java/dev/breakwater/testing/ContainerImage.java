package dev.breakwater.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container image that a test makes: real layers, configuration and manifest, or an index of
 * several such. The same content always has the same digest.
 *
 * <pre>{@code
 * ContainerImage image = ContainerImage.of(Layer.of(Map.of("etc/os-release", "ID=debian\n")));
 * ContainerImage cart =
 *     ContainerImage.builder(base, app).config(Map.of("User", "1000")).platform("linux/arm64").build();
 * }</pre>
 */
public final class ContainerImage {
  private static final String OCI = "application/vnd.oci.image.";
  private static final String DOCKER = "application/vnd.docker.";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final String mediaType;
  private final byte[] manifest;
  private final String configDigest;
  private final Map<String, byte[]> blobs;
  private final List<ContainerImage> parts;
  private final Map<String, Object> descriptor;
  private final String subject;

  private ContainerImage(Builder image) {
    byte[] config = json(image.configuration());
    Map<String, byte[]> content = new LinkedHashMap<>();
    List<Object> layers = new ArrayList<>();
    for (Layer layer : image.layers) {
      content.put(layer.digest(), layer.blob());
      layers.add(described(layer.packing().mediaType(image.docker), layer.blob()));
    }
    content.put(Digests.of(config), config);
    mediaType = image.docker ? DOCKER + "distribution.manifest.v2+json" : OCI + "manifest.v1+json";
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schemaVersion", 2);
    document.put("mediaType", mediaType);
    document.put(
        "config",
        described(
            image.docker ? DOCKER + "container.image.v1+json" : OCI + "config.v1+json", config));
    document.put("layers", layers);
    if (!image.subject.isEmpty()) {
      document.put("subject", image.subject);
      document.put("artifactType", image.artifactType);
    }
    manifest = json(document);
    descriptor = described(mediaType, manifest);
    descriptor.put("platform", image.platform());
    if (!image.artifactType.isEmpty()) {
      descriptor.put("artifactType", image.artifactType);
    }
    blobs = Map.copyOf(content);
    configDigest = Digests.of(config);
    parts = List.of();
    subject = image.subject.getOrDefault("digest", "").toString();
  }

  private ContainerImage(List<ContainerImage> images) {
    boolean docker = images.get(0).mediaType.startsWith(DOCKER);
    mediaType = docker ? DOCKER + "distribution.manifest.list.v2+json" : OCI + "index.v1+json";
    manifest =
        json(
            Map.of(
                "schemaVersion",
                2,
                "mediaType",
                mediaType,
                "manifests",
                images.stream().map(image -> image.descriptor).toList()));
    descriptor = described(mediaType, manifest);
    blobs = Map.of();
    configDigest = "";
    parts = List.copyOf(images);
    subject = "";
  }

  /** An OCI image for linux/amd64 of these layers, the lowest first. */
  public static ContainerImage of(Layer... layers) {
    return builder(layers).build();
  }

  /** An OCI image for linux/amd64 of these layers, the lowest first, until said otherwise. */
  public static Builder builder(Layer... layers) {
    return new Builder(List.of(layers));
  }

  /** An index of one image for each platform; a manifest list when they are Docker's. */
  public static ContainerImage index(ContainerImage... images) {
    return new ContainerImage(List.of(images));
  }

  /** {@code sha256:...} of the manifest or the index. */
  public String digest() {
    return Digests.of(manifest);
  }

  /**
   * {@code sha256:...} of the configuration, by which some runtimes name an image; "" for an index.
   */
  public String configDigest() {
    return configDigest;
  }

  String mediaType() {
    return mediaType;
  }

  byte[] manifest() {
    return manifest.clone();
  }

  /** The blobs by their digest; those of the parts are with the parts. */
  Map<String, byte[]> blobs() {
    return blobs;
  }

  List<ContainerImage> parts() {
    return parts;
  }

  /** As an index names it. */
  Map<String, Object> descriptor() {
    return new LinkedHashMap<>(descriptor);
  }

  /** The digest of what this is attached to, or "". */
  String subject() {
    return subject;
  }

  private static Map<String, Object> described(String mediaType, byte[] content) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", Digests.of(content));
    descriptor.put("size", content.length);
    return descriptor;
  }

  static byte[] json(Map<String, Object> document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException neverForMaps) {
      throw new IllegalStateException(neverForMaps);
    }
  }

  /** What an image shall be. */
  public static final class Builder {
    private final List<Layer> layers;
    private List<String> platform = List.of("linux", "amd64");
    private Map<String, Object> config = Map.of();
    private Instant created = Instant.parse("2026-01-02T03:04:05Z");
    private boolean docker;
    private Map<String, Object> subject = Map.of();
    private String artifactType = "";

    private Builder(List<Layer> layers) {
      this.layers = layers;
    }

    /** Such as {@code linux/arm64/v8}. */
    public Builder platform(String name) {
      platform = List.of(name.split("/", -1));
      return this;
    }

    /** What containers get: User, Env, Labels, Cmd... as the OCI configuration names them. */
    public Builder config(Map<String, Object> fields) {
      config = Map.copyOf(fields);
      return this;
    }

    /** When it says that it was made. */
    public Builder created(Instant time) {
      created = time;
      return this;
    }

    /** In Docker's media types: image manifest version 2, schema 2. */
    public Builder docker() {
      docker = true;
      return this;
    }

    /** Attached to another image, as a signature or a list of packages is. */
    public Builder subject(ContainerImage image, String type) {
      subject = described(image.mediaType, image.manifest);
      artifactType = type;
      return this;
    }

    /** The image. */
    public ContainerImage build() {
      return new ContainerImage(this);
    }

    private Map<String, Object> platform() {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("os", platform.get(0));
      named.put("architecture", platform.get(1));
      if (platform.size() > 2) {
        named.put("variant", platform.get(2));
      }
      return named;
    }

    private Map<String, Object> configuration() {
      Map<String, Object> document = new LinkedHashMap<>(platform());
      document.put("created", created.toString());
      document.put("config", config);
      document.put(
          "rootfs",
          Map.of("type", "layers", "diff_ids", layers.stream().map(Layer::diffId).toList()));
      return document;
    }
  }
}
