package dev.breakwater.image.facts;

import dev.breakwater.image.reference.Digest;
import java.util.Optional;

/**
 * One layer of an image.
 *
 * @param digest the hash of the blob as the manifest names it, verified while it was read
 * @param diffId the hash of the uncompressed archive as the image's configuration claims it; never
 *     verified, shown to people only
 */
public record LayerId(Digest digest, Optional<Digest> diffId) {}
