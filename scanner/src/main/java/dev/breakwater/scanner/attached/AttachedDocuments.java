package dev.breakwater.scanner.attached;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.attached.UnverifiedDocument.Content;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.registry.Repository;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists of packages (CycloneDX, SPDX) and statements about vulnerabilities (OpenVEX) that are
 * attached to an image as referrers, as they are or inside of attestations (<a
 * href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers">
 * referrers</a>).
 */
public final class AttachedDocuments {
  private static final int MAX_READ = 50;

  /** What may hold such a document; signatures and images are not fetched. */
  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.cyclonedx+json",
          "application/spdx+json",
          "text/spdx+json",
          "application/vnd.openvex+json",
          "application/openvex+json",
          "application/vex+json",
          "application/vnd.in-toto+json",
          "application/vnd.dsse.envelope.v1+json",
          "application/vnd.dev.sigstore.bundle.v0.3+json");

  private AttachedDocuments() {}

  /**
   * What is attached to an image, in the order of the registry. A document that cannot be read is
   * one with that content.
   *
   * @param image the manifest that it refers to
   * @throws PullException when the registry cannot be asked
   * @throws LimitExceededException when there are more than 50 such documents, or too many
   *     referrers to list
   */
  public static List<UnverifiedDocument> of(Repository repository, Digest image)
      throws IOException {
    List<UnverifiedDocument> documents = new ArrayList<>();
    int read = 0;
    for (Descriptor referrer : repository.referrers(image)) {
      if (!mayHoldOne(referrer.artifactType())) {
        continue;
      }
      if (++read > MAX_READ) {
        throw new LimitExceededException("documents attached to an image", MAX_READ);
      }
      try {
        documents.addAll(held(repository, image, referrer));
      } catch (MalformedException | LimitExceededException e) {
        documents.add(unreadable(referrer, e));
      } catch (PullException e) {
        if (!isOfItself(e.failure())) {
          throw e;
        }
        documents.add(unreadable(referrer, e));
      }
    }
    return List.copyOf(documents);
  }

  /** A list of referrers need not tell the type. */
  private static boolean mayHoldOne(String artifactType) {
    return artifactType.isEmpty() || TYPES.contains(artifactType);
  }

  private static List<UnverifiedDocument> held(
      Repository repository, Digest image, Descriptor referrer) throws IOException {
    ManifestDocument.Manifest manifest = repository.referrer(image, referrer);
    List<UnverifiedDocument> documents = new ArrayList<>();
    for (Descriptor layer : manifest.layers()) {
      boolean named = TYPES.contains(layer.mediaType());
      if (named || TYPES.contains(manifest.artifactType())) {
        Optional<Content> content = Envelope.open(bytes(repository, layer), image);
        String type = named ? layer.mediaType() : manifest.artifactType();
        content.ifPresent(
            known -> documents.add(new UnverifiedDocument(referrer.digest(), type, known)));
      }
    }
    return documents;
  }

  private static byte[] bytes(Repository repository, Descriptor layer) throws IOException {
    if (layer.size() > Envelope.MAX_BYTES) {
      throw new LimitExceededException("bytes of an attached document", Envelope.MAX_BYTES);
    }
    try (InputStream in = repository.blob(layer)) {
      return in.readAllBytes();
    }
  }

  private static UnverifiedDocument unreadable(Descriptor referrer, IOException reason) {
    return new UnverifiedDocument(
        referrer.digest(),
        referrer.artifactType(),
        new Content.Unreadable(String.valueOf(reason.getMessage())));
  }

  /** Whether only this document is to blame, and not the registry. */
  private static boolean isOfItself(PullFailure failure) {
    return switch (failure) {
      case DIGEST_MISMATCH, MALFORMED, TOO_LARGE, UNSUPPORTED, NOT_IN_REGISTRY -> true;
      default -> false;
    };
  }
}
