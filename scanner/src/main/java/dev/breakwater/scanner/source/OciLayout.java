package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.source.ManifestDocument.Entry;
import dev.breakwater.scanner.source.ManifestDocument.Index;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An image in an <a
 * href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI layout</a>, in
 * a folder or an archive.
 */
final class OciLayout implements ImageSource.Layered, ImageResolver.Content {
  static final String INDEX = "index.json";
  private static final String NAME = "org.opencontainers.image.ref.name";
  private static final String FULL_NAME = "io.containerd.image.name";

  private final FileStore files;
  private final Image image;

  private OciLayout(FileStore files, Optional<String> name, Platform node) throws IOException {
    this.files = files;
    this.image = find(name, node);
  }

  /** Takes over the files, also when this fails. */
  static OciLayout of(FileStore files, Optional<String> name, Platform node) throws IOException {
    try {
      return new OciLayout(files, name, node);
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  private Image find(Optional<String> name, Platform node) throws IOException {
    byte[] index = files.bytes(INDEX, ManifestDocument.MAX_BYTES);
    if (!(ManifestDocument.parse(index) instanceof Index(List<Entry> all))) {
      throw new PullException(PullFailure.MALFORMED, INDEX + " is no index");
    }
    List<Entry> named =
        all.stream().filter(e -> name.map(n -> isNamed(e, n)).orElse(true)).toList();
    if (named.isEmpty()) {
      throw new PullException(
          PullFailure.NOT_IN_REGISTRY,
          "the layout has no image "
              + name.map(Shown::of).orElse("")
              + "; it has "
              + String.join(", ", names(all)));
    }
    if (named.size() == 1) {
      Descriptor only = named.getFirst().descriptor();
      return ImageResolver.resolve(this, only.digest(), manifest(only), node);
    }
    List<String> names = names(named);
    if (names.size() > 1) {
      throw new PullException(
          PullFailure.NOT_IN_REGISTRY,
          "the layout has several images; name one of " + String.join(", ", names));
    }
    // one image for several platforms, listed in the layout itself: that list has no digest that
    // anybody else knows
    Image found = ImageResolver.resolve(this, VerifiedStream.digest(index), index, node);
    return new Image(
        found.digest(),
        Optional.empty(),
        found.platform(),
        found.configuration(),
        found.configurationJson(),
        found.layers(),
        found.problems());
  }

  private static boolean isNamed(Entry entry, String name) {
    Descriptor descriptor = entry.descriptor();
    String full = descriptor.annotations().getOrDefault(FULL_NAME, "");
    return name.equals(descriptor.annotations().get(NAME))
        || name.equals(descriptor.digest().toString())
        || (!full.isEmpty() && new ImageName(name).is(full));
  }

  private static List<String> names(List<Entry> entries) {
    return entries.stream()
        .map(
            e -> {
              Descriptor descriptor = e.descriptor();
              String name = descriptor.annotations().getOrDefault(NAME, "");
              return descriptor.annotations().getOrDefault(FULL_NAME, name);
            })
        .filter(name -> !name.isEmpty())
        .map(Shown::of)
        .distinct()
        .toList();
  }

  @Override
  public Image image() {
    return image;
  }

  @Override
  public byte[] manifest(Descriptor manifest) throws IOException {
    if (manifest.size() > ManifestDocument.MAX_BYTES) {
      throw new PullException(
          PullFailure.TOO_LARGE,
          "manifest " + manifest.digest() + " has " + manifest.size() + " bytes");
    }
    try (VerifiedStream in = open(manifest)) {
      return in.readAllBytes();
    }
  }

  @Override
  public VerifiedStream blob(Descriptor blob) throws PullException {
    return open(blob);
  }

  @Override
  public VerifiedStream open(Descriptor blob) throws PullException {
    String path = path(blob.digest());
    if (!files.has(path)) {
      throw new PullException(
          PullFailure.NOT_IN_REGISTRY, "the layout has no blob " + blob.digest());
    }
    try {
      return new VerifiedStream(files.open(path), blob);
    } catch (IOException e) {
      throw PullException.of(e, blob.digest().toString());
    }
  }

  static String path(Digest digest) {
    return "blobs/" + digest.algorithm() + "/" + digest.hex();
  }

  @Override
  public void close() {
    files.close();
  }
}
