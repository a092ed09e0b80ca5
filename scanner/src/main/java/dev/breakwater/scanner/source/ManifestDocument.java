package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry answers for a manifest: an <a
 * href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI manifest</a>, an <a
 * href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">OCI index</a>, or
 * Docker's forms of them (schema 2 and the manifest list).
 */
public sealed interface ManifestDocument {
  /** The most bytes of a manifest or index: what the distribution specification asks for. */
  int MAX_BYTES = 4 << 20;

  /** The most layers of an image; runtimes give up at 127 or so. */
  int MAX_LAYERS = 1024;

  /** The media types to ask a registry for. */
  List<String> MEDIA_TYPES =
      List.of(
          MediaTypes.OCI_MANIFEST,
          MediaTypes.OCI_INDEX,
          MediaTypes.DOCKER_MANIFEST,
          MediaTypes.DOCKER_LIST);

  /**
   * The manifest of one image or artifact.
   *
   * @param config its configuration
   * @param layers from the bottom up
   * @param subject what it speaks about, when it is a referrer
   * @param artifactType the kind of artifact; empty for an image
   * @param annotations in their order
   */
  record Manifest(
      Descriptor config,
      List<Descriptor> layers,
      Optional<Descriptor> subject,
      String artifactType,
      Map<String, String> annotations)
      implements ManifestDocument {}

  /**
   * A list of manifests.
   *
   * @param entries in their order
   */
  record Index(List<Entry> entries) implements ManifestDocument {}

  /**
   * One manifest of an index.
   *
   * @param descriptor what to fetch
   * @param platform where it runs, when that is said
   */
  record Entry(Descriptor descriptor, Optional<Platform> platform) {}

  /**
   * Reads a manifest or an index. A document that could be taken for both is refused
   * (CVE-2021-41190).
   *
   * @throws MalformedException when it is neither
   * @throws LimitExceededException when it has more than 4 MiB or 1,024 layers
   * @throws PullException {@link PullFailure#UNSUPPORTED} for schema 1
   */
  static ManifestDocument parse(byte[] json)
      throws MalformedException, LimitExceededException, PullException {
    JsonObject document = JsonObject.parse(json, "manifest", MAX_BYTES);
    String mediaType = document.text("mediaType").orElse("");
    boolean schema1 =
        document.has("fsLayers")
            || document.number("schemaVersion").orElse(2L) == 1
            || mediaType.startsWith(MediaTypes.DOCKER_SCHEMA_1);
    if (schema1) {
      throw new PullException(
          PullFailure.UNSUPPORTED,
          "the manifest is of Docker's schema 1, which names no configuration; push the image again"
              + " with a current tool");
    }
    boolean list = document.has("manifests");
    boolean single = document.has("config") || document.has("layers");
    if (list && single) {
      throw new MalformedException("manifest has both manifests and layers: it is ambiguous");
    }
    boolean index =
        switch (mediaType) {
          case MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST -> true;
          case MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST -> false;
          case "" -> list;
          default ->
              throw new PullException(
                  PullFailure.UNSUPPORTED,
                  "the manifest has a media type that is no image's: " + Shown.of(mediaType));
        };
    if (index ? single : list) {
      throw new MalformedException("manifest contradicts its media type " + mediaType);
    }
    return index ? index(document) : manifest(document);
  }

  private static Index index(JsonObject document) throws MalformedException {
    List<Entry> entries = new ArrayList<>();
    for (JsonObject entry : document.objects("manifests")) {
      Optional<JsonObject> platform = entry.object("platform");
      entries.add(
          new Entry(
              Descriptor.of(entry),
              platform.isEmpty() ? Optional.empty() : Optional.of(platform(platform.get()))));
    }
    return new Index(List.copyOf(entries));
  }

  private static Platform platform(JsonObject json) throws MalformedException {
    return new Platform(
        json.text("os").orElse(""),
        json.text("architecture").orElse(""),
        json.text("variant").orElse(""));
  }

  private static Manifest manifest(JsonObject document)
      throws MalformedException, LimitExceededException {
    Optional<JsonObject> config = document.object("config");
    if (config.isEmpty()) {
      throw new MalformedException("manifest has no config");
    }
    List<JsonObject> blobs = document.objects("layers");
    if (blobs.size() > MAX_LAYERS) {
      throw new LimitExceededException("layers of an image", MAX_LAYERS);
    }
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject blob : blobs) {
      layers.add(Descriptor.of(blob));
    }
    Optional<JsonObject> subject = document.object("subject");
    return new Manifest(
        Descriptor.of(config.get()),
        List.copyOf(layers),
        subject.isEmpty() ? Optional.empty() : Optional.of(Descriptor.of(subject.get())),
        document.text("artifactType").orElse(""),
        document.textMap("annotations"));
  }
}
