package dev.breakwater.scanner;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.advisory.DatabaseFolder;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.Repository;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches the advisory database, an OCI artifact of one layer, from the first source that has it. A
 * mirror may lack a blob whose manifest it has: then the next one is asked.
 */
public final class AdvisoryUpdate {
  /** Where trivy-db is published, in the order in which to ask. */
  public static final List<String> USUAL_SOURCES =
      List.of("mirror.gcr.io/aquasec/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2");

  private static final String LAYER = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
  private static final long MOST_BYTES = 1L << 30;

  private final RegistryClient registries;
  private final Credentials credentials;

  /** Asks through {@code registries}. */
  public AdvisoryUpdate(RegistryClient registries, Credentials credentials) {
    this.registries = registries;
    this.credentials = credentials;
  }

  /**
   * Puts the database of the first source that works into {@code folder}; when none does, what is
   * there stays.
   *
   * @return the source that it came from
   * @throws IOException when no source works; the message names each with its reason
   */
  public ImageReference fetch(List<ImageReference> sources, DatabaseFolder folder)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (ImageReference source : sources) {
      try {
        fetch(source, folder);
        return source;
      } catch (IOException e) {
        failures.add(source + ": " + e.getMessage());
      }
    }
    throw new IOException("no source has the advisory database: " + String.join("; ", failures));
  }

  private void fetch(ImageReference source, DatabaseFolder folder) throws IOException {
    Repository repository = registries.repository(source, credentials);
    Descriptor layer = layer(repository.tagged(source.effectiveTag().orElse("latest")));
    // The bytes are verified only at their end, and nothing is installed before.
    Path packed = Files.createTempFile("breakwater-db-", ".tar.gz");
    try {
      try (InputStream in = repository.blob(layer);
          OutputStream out = Files.newOutputStream(packed)) {
        in.transferTo(out);
      }
      try (InputStream in = Files.newInputStream(packed)) {
        folder.install(in);
      }
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private static Descriptor layer(byte[] manifest) throws IOException {
    return switch (ManifestDocument.parse(manifest)) {
      case ManifestDocument.Manifest artifact
          when artifact.layers().size() == 1
              && artifact.layers().getFirst().mediaType().equals(LAYER)
              && artifact.layers().getFirst().size() <= MOST_BYTES ->
          artifact.layers().getFirst();
      default ->
          throw new PullException(
              PullFailure.UNSUPPORTED,
              "it is no advisory database: one layer of the type " + LAYER + " is wanted");
    };
  }
}
