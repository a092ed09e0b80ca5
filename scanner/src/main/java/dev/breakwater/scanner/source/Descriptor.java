package dev.breakwater.scanner.source;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What names a piece of content (<a
 * href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md">descriptor.md</a>).
 * Its {@code urls} are not read: content comes from where the image comes from.
 *
 * @param mediaType what the content claims to be; may be empty
 * @param digest of all its bytes
 * @param size the number of its bytes
 * @param artifactType the kind of artifact when it is the manifest of one; else empty
 * @param annotations in their order
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    String artifactType,
    Map<String, String> annotations) {

  /** Copies the map, keeping its order. */
  public Descriptor {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  /** A descriptor with nothing but what is needed to read the content. */
  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, "", Map.of());
  }

  static Descriptor of(JsonObject json) throws MalformedException {
    Digest digest =
        switch (Digest.parse(json.requiredText("digest"))) {
          case Parsed.Valid<Digest>(Digest valid) -> valid;
          case Parsed.Invalid<Digest>(String reason) ->
              throw new MalformedException(json + ": " + reason);
        };
    long size = json.requiredNumber("size");
    if (size < 0) {
      throw new MalformedException(json + " has the size " + size);
    }
    return new Descriptor(
        json.text("mediaType").orElse(""),
        digest,
        size,
        json.text("artifactType").orElse(""),
        json.textMap("annotations"));
  }
}
