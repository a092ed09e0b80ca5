package dev.breakwater.scanner.registry;

import static dev.breakwater.scanner.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.TestImage;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A registry with one image, a second server, and what pulls from them. */
abstract class PullScenario {
  static final Platform AMD64 = new Platform("linux", "amd64", "");
  static final Platform ARM64 = new Platform("linux", "arm64", "");
  static final Credentials USER = name -> List.of(new Credential.Password("me", "secret"));

  final TestImage files = TestImage.ociLayout();
  final FakeRegistry registry = new FakeRegistry();
  final FakeRegistry other = new FakeRegistry();
  final List<Duration> pauses = new ArrayList<>();

  /** Hosts that the test says are elsewhere than on this machine. */
  String address = "93.184.216.34";

  PullScenario() {
    registry.hasAll("team/app", files.files);
    registry.has("/v2/team/app/manifests/v1", indexBytes());
  }

  @AfterEach
  final void close() {
    registry.close();
    other.close();
  }

  byte[] indexBytes() {
    return files.files.entrySet().stream()
        .filter(
            file ->
                new String(file.getValue(), StandardCharsets.ISO_8859_1)
                    .startsWith(
                        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  RegistryClient client(RegistryOptions options) {
    return new RegistryClient(
        options,
        host -> List.of(InetAddress.ofLiteral(address)),
        pauses::add,
        InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
  }

  RegistryOptions options() {
    return RegistryOptions.standard().withInsecure(Set.of(registry.host()));
  }

  ImageSource.Layered source(Credentials credentials) throws PullException {
    return client(options()).image(registry.image("team/app:v1"), AMD64, credentials);
  }

  byte[] readLayer(ImageSource.Layered source) throws IOException {
    Descriptor blob = source.image().layers().getFirst().blob();
    try (VerifiedStream in = source.open(blob)) {
      return in.readAllBytes();
    }
  }

  String layerPath() {
    return "/v2/team/app/blobs/" + layer().digest();
  }

  Descriptor layer() {
    try {
      return source(Credentials.NONE).image().layers().getFirst().blob();
    } catch (PullException e) {
      throw new IllegalStateException(e);
    } finally {
      registry.asked.clear();
      registry.authorizations.clear();
    }
  }

  static PullException failure(ThrowingCallable call) {
    return catchThrowableOfType(PullException.class, call);
  }

  void requireBasic(String path) {
    byte[] bytes = registry.content(path);
    registry.on(
        path,
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Authorization")) {
            FakeRegistry.send(exchange, 200, bytes);
          } else {
            status(401, "WWW-Authenticate", "Basic realm=x").handle(exchange);
          }
        });
  }
}
