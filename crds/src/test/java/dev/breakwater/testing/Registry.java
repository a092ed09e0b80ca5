package dev.breakwater.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container registry on loopback: CNCF Distribution with a folder of its own, which nothing
 * outlives. It has no referrers API; who attaches something falls back to a tag.
 */
public final class Registry implements AutoCloseable {
  /** The user of a registry with a password. */
  public static final String USER = "reader";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "secret";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // bcrypt of the password, at the least cost: the only scheme that the registry reads
  private static final String HTPASSWD =
      USER + ":$2a$04$NvOpdmPZLaNugsFR.3BZ2OoexjbJ7Aq.xukf6nxZqJBYvTgdkxI0u\n";

  private final ScratchFolder folder = ScratchFolder.create("breakwater-registry");
  private final Path executable = Assets.folderOf("registry").resolve("registry");
  private final int port;
  private final Optional<ServerCertificate> certificate;
  private final ImagePush push;
  private @Nullable Program program;

  /**
   * What is special about a registry.
   *
   * @param password whether only {@link Registry#USER} may read and write
   * @param tls whether it speaks https, with a certificate of an authority of its own
   */
  public record Options(boolean password, boolean tls) {
    /** Plain HTTP, for everybody. */
    public static Options defaults() {
      return new Options(false, false);
    }
  }

  private Registry(Options options) throws IOException {
    port = Loopback.freePort();
    certificate =
        options.tls() ? Optional.of(ServerCertificate.createIn(folder.path())) : Optional.empty();
    write("htpasswd", HTPASSWD);
    write("registry.yml", configuration(options));
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    certificate.ifPresent(own -> client.sslContext(own.clientContext()));
    URI address = URI.create((options.tls() ? "https://" : "http://") + address());
    ImagePush anonymous = new ImagePush(client.build(), address);
    push = options.password() ? anonymous.as(USER, PASSWORD) : anonymous;
  }

  /** An empty registry over plain HTTP, for everybody. */
  public static Registry start() {
    return start(Options.defaults());
  }

  /** An empty registry. */
  public static Registry start(Options options) {
    Registry registry;
    try {
      registry = new Registry(options);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    try {
      registry.resume();
    } catch (RuntimeException | Error failed) {
      registry.close();
      throw failed;
    }
    return registry;
  }

  /** Host and port, as a reference to an image here begins. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The certificate of the authority as a PEM file, when it speaks https. */
  public Optional<Path> authority() {
    return certificate.map(ServerCertificate::authority);
  }

  /**
   * Pushes an image.
   *
   * @param name {@code repository:tag}, or {@code repository} for no tag
   * @return {@code sha256:...} of the manifest or the index
   */
  public String push(String name, ContainerImage image) {
    return push.push(name, image);
  }

  /** Deletes a manifest, with the tags that name it. */
  public void delete(String repository, String digest) {
    push.delete(repository, digest);
  }

  /**
   * What was asked of it, such as {@code GET /v2/shop/cart/manifests/1.4}, pushes too. A request is
   * in here once its answer has ended, which may be a moment after the client has all of it.
   */
  public List<String> requests() {
    try {
      return Files.readAllLines(log()).stream()
          .filter(line -> line.contains("] \"") && line.contains(" HTTP/1.1\" "))
          .map(line -> line.substring(line.indexOf("] \"") + 3, line.indexOf(" HTTP/1.1\" ")))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How often a blob was read: layers and configurations. */
  public long blobReads() {
    return requests().stream()
        .filter(request -> request.startsWith("GET ") && request.contains("/blobs/sha256:"))
        .count();
  }

  /** Kills it: connections break, the images stay. */
  public synchronized void stop() {
    if (program != null) {
      program.kill();
      program = null;
    }
  }

  /** Starts it on the same port with the same images, unless it runs. */
  public synchronized void resume() {
    if (program != null && program.runs()) {
      return;
    }
    Program started =
        Program.start(
            executable,
            List.of("serve", folder.path().resolve("registry.yml").toString()),
            // It would look for a collector of traces on this machine.
            Map.of("OTEL_TRACES_EXPORTER", "none"),
            log());
    program = started;
    started.await("the registry listens", PATIENCE, () -> Loopback.listens(port));
  }

  /** Ends it and removes its images. */
  @Override
  public void close() {
    stop();
    folder.close();
  }

  private String configuration(Options options) {
    StringBuilder yaml =
        new StringBuilder(
            """
            version: 0.1
            log: {level: error}
            storage:
              filesystem: {rootdirectory: "%s"}
              delete: {enabled: true}
              maintenance: {uploadpurging: {enabled: false}}
            http:
              addr: "%s"
              secret: of-one-process
            """
                .formatted(folder.path().resolve("images"), address()));
    certificate.ifPresent(
        own ->
            yaml.append(
                "  tls: {certificate: \"%s\", key: \"%s\"}\n"
                    .formatted(own.certificate(), own.key())));
    if (options.password()) {
      yaml.append(
          "auth: {htpasswd: {realm: test, path: \"%s\"}}\n"
              .formatted(folder.path().resolve("htpasswd")));
    }
    return yaml.toString();
  }

  private Path log() {
    return folder.path().resolve("registry.log");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.path().resolve(name), content);
  }
}
