package dev.breakwater.scanner.source;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image in an archive of {@code docker save} (<a
 * href="https://github.com/moby/docker-image-spec/blob/main/v1.2.md">docker-image-spec</a>,
 * "combined image JSON + filesystem changeset format"). It names layers by file and has no
 * manifest: the digest of the image is that of its configuration, which is also Docker's image id.
 */
final class DockerArchive implements ImageSource.Layered {
  static final String MANIFEST = "manifest.json";

  private final FileStore files;
  private final Map<Digest, String> paths = new HashMap<>();
  private final Image image;

  private DockerArchive(FileStore files, Optional<String> name) throws IOException {
    this.files = files;
    this.image = read(one(name));
  }

  /** Takes over the files, also when this fails. */
  static DockerArchive of(FileStore files, Optional<String> name) throws IOException {
    try {
      return new DockerArchive(files, name);
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  private JsonObject one(Optional<String> name) throws IOException {
    List<JsonObject> images =
        JsonObject.parseList(
            files.bytes(MANIFEST, ManifestDocument.MAX_BYTES),
            MANIFEST,
            ManifestDocument.MAX_BYTES);
    List<JsonObject> named = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonObject candidate : images) {
      List<String> tags = candidate.texts("RepoTags");
      names.addAll(tags.stream().map(Shown::of).toList());
      if (name.isEmpty() || tags.stream().anyMatch(new ImageName(name.get())::is)) {
        named.add(candidate);
      }
    }
    if (named.size() != 1) {
      throw new PullException(
          PullFailure.NOT_IN_REGISTRY,
          "the archive has %d images%s; name one of %s"
              .formatted(
                  named.size(),
                  name.map(n -> " " + Shown.of(n)).orElse(""),
                  String.join(", ", names)));
    }
    return named.getFirst();
  }

  private Image read(JsonObject entry) throws IOException {
    byte[] json = files.bytes(entry.requiredText("Config"), Configuration.MAX_BYTES);
    List<Digest> diffIds = Configuration.read(json).diffIds();
    List<String> names = entry.texts("Layers");
    if (names.size() > ManifestDocument.MAX_LAYERS) {
      throw new LimitExceededException("layers of an image", ManifestDocument.MAX_LAYERS);
    }
    if (names.size() != diffIds.size()) {
      throw new MalformedException(
          "%s names %d layers, the configuration %d"
              .formatted(MANIFEST, names.size(), diffIds.size()));
    }
    List<Descriptor> layers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      layers.add(layer(names.get(i), diffIds.get(i)));
    }
    return ImageResolver.image(json, VerifiedStream.digest(json), Optional.empty(), layers);
  }

  private Descriptor layer(String name, Digest diffId) throws IOException {
    if (!files.has(name)) {
      throw new MalformedException("the archive has no layer " + Shown.of(name));
    }
    Digest digest = digest(name, diffId);
    paths.put(digest, name);
    return new Descriptor(MediaTypes.DOCKER_LAYER, digest, files.size(name));
  }

  /** Of an uncompressed layer the digest is the diffID; a compressed one has its own. */
  private Digest digest(String name, Digest diffId) throws IOException {
    try (InputStream in = files.open(name)) {
      if (Compression.of(in.readNBytes(Compression.MAGIC)) == Compression.NONE) {
        return diffId;
      }
    }
    String hex = name.substring(name.lastIndexOf('/') + 1);
    if (name.startsWith("blobs/sha256/")
        && Digest.parse("sha256:" + hex) instanceof Parsed.Valid<Digest>(Digest stated)) {
      return stated;
    }
    try (InputStream in = files.open(name)) {
      return VerifiedStream.digest(in);
    }
  }

  @Override
  public Image image() {
    return image;
  }

  @Override
  public VerifiedStream open(Descriptor blob) throws PullException {
    String path = paths.get(blob.digest());
    if (path == null) {
      throw new PullException(
          PullFailure.NOT_IN_REGISTRY, "the archive has no blob " + blob.digest());
    }
    try {
      return new VerifiedStream(files.open(path), blob);
    } catch (IOException e) {
      throw PullException.of(e, Shown.of(path));
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
