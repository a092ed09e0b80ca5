package dev.breakwater.scanner.registry;

import static dev.breakwater.scanner.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.registry.RegistryOptions.Mirror;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest extends PullScenario {

  @Test
  void a_tag_leads_to_the_image_of_the_platform() throws IOException {
    ImageSource.Layered source =
        client(options()).image(registry.image("team/app:v1"), ARM64, Credentials.NONE);
    Image image = source.image();
    assertThat(image.platform()).isEqualTo(ARM64);
    assertThat(image.indexDigest()).contains(VerifiedStream.digest(indexBytes()));
    assertThat(VerifiedStream.digest(readLayer(source)))
        .isEqualTo(image.layers().getFirst().blob().digest());
  }

  @Test
  void a_digest_must_be_that_of_the_manifest() throws PullException {
    Digest wrong = VerifiedStream.digest(new byte[] {1});
    registry.has("/v2/team/app/manifests/" + wrong, indexBytes());
    ImageReference reference = registry.image("team/app@" + wrong);
    ImageSource.Layered source = client(options()).image(reference, AMD64, Credentials.NONE);
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.DIGEST_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Unauthorized, 1",
    "403, Forbidden, 1",
    "404, NotInRegistry, 1",
    "418, RegistryError, 1",
    "429, RateLimited, 4",
    "500, RegistryError, 4",
    "503, RegistryError, 4",
  })
  void a_status_has_its_reason_and_only_what_may_pass_is_tried_again(
      int status, String reason, int attempts) throws PullException {
    registry.on("/v2/team/app/manifests/v1", status(status));
    ImageSource.Layered source = source(Credentials.NONE);
    assertThat(failure(source::image).failure()).hasToString(reason);
    assertThat(registry.asked).hasSize(attempts);
  }

  @Test
  void the_code_of_a_registrys_error_is_repeated() throws PullException {
    ImageSource.Layered source =
        client(options()).image(registry.image("team/none"), AMD64, Credentials.NONE);
    assertThat(failure(source::image)).hasMessageContaining("404 MANIFEST_UNKNOWN");
  }

  @Test
  void a_registry_that_asks_to_wait_is_waited_for_but_not_too_long() throws IOException {
    AtomicInteger count = new AtomicInteger();
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          if (count.incrementAndGet() == 1) {
            status(429, "Retry-After", "7").handle(exchange);
          } else {
            FakeRegistry.send(exchange, 200, indexBytes());
          }
        });
    source(Credentials.NONE).image();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));

    registry.on(
        "/v2/team/app/manifests/v1", status(503, "Retry-After", "Thu, 01 Jan 2026 00:10:00 GMT"));
    ImageSource.Layered source = source(Credentials.NONE);
    assertThat(failure(source::image).retryAfter()).contains(Duration.ofMinutes(10));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void nobody_there_is_unreachable() throws PullException {
    ImageSource.Layered source = source(Credentials.NONE);
    registry.close();
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example:99999/app",
        "registry.example:99999999999/app",
        "[::zz]/app",
        "a.b_c/app",
        "[1]/app",
      })
  void what_names_no_registry_is_unreachable(String name) {
    Parsed<ImageReference> parsed = ImageReference.parse(name);
    if (parsed instanceof Parsed.Valid<ImageReference>(ImageReference image)) {
      RegistryClient client = new RegistryClient(RegistryOptions.standard());
      PullException failure =
          failure(() -> client.repository(image, Credentials.NONE).tagged("v1"));
      assertThat(failure.failure()).isEqualTo(PullFailure.UNREACHABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://:::", "https://registry.example:99999/x", "//", "a b"})
  void a_redirect_to_no_address_is_an_error(String location) throws PullException {
    registry.on("/v2/team/app/manifests/v1", status(302, "Location", location));
    ImageSource.Layered source = source(Credentials.NONE);
    assertThat(failure(source::image).failure())
        .isIn(PullFailure.REGISTRY_ERROR, PullFailure.REFUSED, PullFailure.UNREACHABLE);
  }

  @Test
  void plain_http_needs_to_be_declared() throws PullException {
    RegistryOptions https = options().withInsecure(Set.of());
    ImageSource.Layered source =
        client(https).image(registry.image("team/app:v1"), AMD64, Credentials.NONE);
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.UNREACHABLE);
    assertThat(registry.asked).isEmpty();
  }

  @Test
  void a_mirror_is_asked_first_and_never_sees_the_registrys_secret() throws IOException {
    String name = registry.host() + "/team/app";
    other.on("/v2/hub/team/app/manifests/v1", status(401, "WWW-Authenticate", "Basic realm=x"));
    requireBasic("/v2/team/app/manifests/v1");
    RegistryOptions options =
        options()
            .withMirrors(Map.of(registry.host(), List.of(new Mirror(other.host(), "hub"))))
            .withInsecure(Set.of(registry.host(), other.host()));
    Credentials credentials = asked -> asked.equals(name) ? USER.find(asked) : List.of();
    client(options).image(registry.image("team/app:v1"), AMD64, credentials).image();
    assertThat(other.asked)
        .isNotEmpty()
        .allMatch(asked -> asked.endsWith("?ns=" + registry.host().replace(":", "%3A")));
    assertThat(other.authorizations).containsOnly(Optional.empty());
    assertThat(registry.authorizations).contains(Optional.of("Basic bWU6c2VjcmV0"));
  }

  @Test
  void a_connection_is_used_again() throws IOException {
    List<Object> peers = new ArrayList<>();
    byte[] index = indexBytes();
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          peers.add(exchange.getRemoteAddress());
          FakeRegistry.send(exchange, 200, index);
        });
    Repository repository =
        client(options()).repository(registry.image("team/app"), Credentials.NONE);
    repository.tagged("v1");
    repository.tagged("v1");
    assertThat(peers).hasSize(2);
    assertThat(peers.getFirst()).isEqualTo(peers.getLast());
  }
}
