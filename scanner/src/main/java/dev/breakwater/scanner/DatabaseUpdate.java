package dev.breakwater.scanner;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.advisory.ExploitationFeed;
import dev.breakwater.scanner.advisory.ExploitationFolder;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.database.DatabaseForm;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.Repository;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Fetches databases, OCI artifacts of one layer, and feeds about exploitation, plain files: each
 * from the first source that has it. A mirror may lack a blob whose manifest it has: then the next
 * one is asked.
 */
public final class DatabaseUpdate {
  private final RegistryClient registries;
  private final Credentials credentials;

  /** Asks through {@code registries}. */
  public DatabaseUpdate(RegistryClient registries, Credentials credentials) {
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
  public ImageReference fetch(List<ImageReference> sources, DatabaseFolder<?> folder)
      throws IOException {
    return first(
        sources, ImageReference::toString, folder.form().title(), source -> fetch(source, folder));
  }

  /**
   * Puts the feed of the first source that works into {@code folder}; when none does, what is there
   * stays.
   *
   * @return the source that it came from, without its query
   * @throws IOException when no source works; the message names each with its reason
   */
  public String fetch(List<URI> sources, ExploitationFeed feed, ExploitationFolder folder)
      throws IOException {
    return name(
        first(
            sources,
            DatabaseUpdate::name,
            feed + " feed",
            source -> {
              try (InputStream in = registries.file(source)) {
                folder.install(feed, in);
              }
            }));
  }

  /** A query may hold a secret. */
  private static String name(URI source) {
    String port = source.getPort() < 0 ? "" : ":" + source.getPort();
    return source.getScheme() + "://" + source.getHost() + port + source.getPath();
  }

  private interface Fetch<S> {
    void from(S source) throws IOException;
  }

  private static <S> S first(List<S> sources, Function<S, String> name, String what, Fetch<S> fetch)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (S source : sources) {
      try {
        fetch.from(source);
        return source;
      } catch (IOException e) {
        failures.add(name.apply(source) + ": " + e.getMessage());
      }
    }
    throw new IOException("no source has the %s: %s".formatted(what, String.join("; ", failures)));
  }

  private void fetch(ImageReference source, DatabaseFolder<?> folder) throws IOException {
    Repository repository = registries.repository(source, credentials);
    Descriptor layer =
        layer(folder.form(), repository.tagged(source.effectiveTag().orElse("latest")));
    try (InputStream in = repository.blob(layer)) {
      folder.install(in);
    }
  }

  private static Descriptor layer(DatabaseForm<?> form, byte[] manifest) throws IOException {
    return switch (ManifestDocument.parse(manifest)) {
      case ManifestDocument.Manifest artifact
          when artifact.layers().size() == 1
              && artifact.layers().getFirst().mediaType().equals(form.mediaType())
              && artifact.layers().getFirst().size() <= form.largestPacked() ->
          artifact.layers().getFirst();
      default ->
          throw new PullException(
              PullFailure.UNSUPPORTED,
              "it is no %s: one layer of the type %s, of at most %,d bytes, is wanted"
                  .formatted(form.title(), form.mediaType(), form.largestPacked()));
    };
  }
}
