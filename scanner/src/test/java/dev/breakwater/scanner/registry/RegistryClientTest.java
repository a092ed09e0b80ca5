package dev.breakwater.scanner.registry;

import static dev.breakwater.scanner.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.registry.RegistryOptions.Mirror;
import dev.breakwater.scanner.registry.RegistryOptions.Timeouts;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.TestImage;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientTest {
  private static final Platform AMD64 = new Platform("linux", "amd64", "");
  private static final Platform ARM64 = new Platform("linux", "arm64", "");
  private static final Timeouts SHORT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          4096,
          Duration.ofSeconds(30));
  private static final Credentials USER = name -> List.of(new Credential.Password("me", "secret"));

  private final TestImage files = TestImage.ociLayout();
  private final FakeRegistry registry = new FakeRegistry();
  private final FakeRegistry other = new FakeRegistry();
  private final List<Duration> pauses = new ArrayList<>();

  /** Hosts that the test says are elsewhere than on this machine. */
  private String address = "93.184.216.34";

  RegistryClientTest() {
    registry.hasAll("team/app", files.files);
    registry.has("/v2/team/app/manifests/v1", indexBytes());
  }

  @AfterEach
  void close() {
    registry.close();
    other.close();
  }

  private byte[] indexBytes() {
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

  private RegistryClient client(RegistryOptions options) {
    return new RegistryClient(
        options,
        host -> List.of(InetAddress.ofLiteral(address)),
        pauses::add,
        InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private RegistryOptions options() {
    return RegistryOptions.standard().withInsecure(Set.of(registry.host())).withTimeouts(SHORT);
  }

  private ImageSource.Layered source(Credentials credentials) throws PullException {
    return client(options()).image(registry.image("team/app:v1"), AMD64, credentials);
  }

  private byte[] readLayer(ImageSource.Layered source) throws IOException {
    Descriptor blob = source.image().layers().getFirst().blob();
    try (VerifiedStream in = source.open(blob)) {
      return in.readAllBytes();
    }
  }

  private String layerPath() {
    return "/v2/team/app/blobs/" + layer().digest();
  }

  private Descriptor layer() {
    try {
      return source(Credentials.NONE).image().layers().getFirst().blob();
    } catch (PullException e) {
      throw new IllegalStateException(e);
    } finally {
      registry.asked.clear();
      registry.authorizations.clear();
    }
  }

  private static PullException failure(ThrowingCallable call) {
    return catchThrowableOfType(PullException.class, call);
  }

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

  @Test
  void plain_http_needs_to_be_declared() throws PullException {
    RegistryOptions https = options().withInsecure(Set.of());
    ImageSource.Layered source =
        client(https).image(registry.image("team/app:v1"), AMD64, Credentials.NONE);
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.UNREACHABLE);
    assertThat(registry.asked).isEmpty();
  }

  @Test
  void a_token_is_fetched_for_the_challenge_and_used_for_all_that_follows() throws IOException {
    requireToken(registry.address("/token"));
    registry.on("/token", FakeRegistry.json("{'token':'abc'}"));
    readLayer(source(USER));
    assertThat(registry.asked.stream().filter(a -> a.contains("/token")))
        .containsExactly("GET /token?service=reg&scope=repository%3Ateam%2Fapp%3Apull");
    assertThat(registry.authorizations)
        .startsWith(Optional.empty(), Optional.of("Basic bWU6c2VjcmV0"), Optional.of("Bearer abc"))
        .endsWith(Optional.of("Bearer abc"));
  }

  @Test
  void an_identity_token_is_posted() throws IOException {
    requireToken(registry.address("/token"));
    List<String> posted = new ArrayList<>();
    registry.on(
        "/token",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          FakeRegistry.json("{'access_token':'abc'}").handle(exchange);
        });
    source(name -> List.of(new Credential.IdentityToken("a/b"))).image();
    assertThat(posted).hasSize(1);
    assertThat(posted.getFirst())
        .contains("grant_type=refresh_token")
        .endsWith("refresh_token=a%2Fb");
  }

  private void requireToken(String realm) {
    String challenge =
        "Bearer realm=\"%s\",service=\"reg\",scope=\"repository:team/app:pull\"".formatted(realm);
    for (String path : paths()) {
      byte[] bytes = registry.content(path);
      registry.on(
          path,
          exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if ("Bearer abc".equals(authorization)) {
              FakeRegistry.send(exchange, 200, bytes);
            } else {
              status(401, "WWW-Authenticate", challenge).handle(exchange);
            }
          });
    }
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>(List.of("/v2/team/app/manifests/v1"));
    for (String name : files.files.keySet()) {
      if (name.startsWith("blobs/")) {
        String digest = name.substring("blobs/".length()).replace('/', ':');
        paths.add("/v2/team/app/manifests/" + digest);
        paths.add("/v2/team/app/blobs/" + digest);
      }
    }
    return paths;
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.216.34, http://127.0.0.1:1/token",
    "127.0.0.1, http://127.0.0.1:1/token",
    "169.254.169.254, http://metadata.example/token",
    "93.184.216.34, http://user:pass@example.com/token",
    "93.184.216.34, ftp://example.com/token",
    "93.184.216.34, not an address",
  })
  void a_realm_that_leads_astray_gets_no_secret(String resolved, String realm)
      throws PullException {
    requireToken(realm.replace("127.0.0.1:1", other.host()));
    RegistryClient client =
        new RegistryClient(
            options(),
            host ->
                List.of(
                    InetAddress.ofLiteral(
                        host.equals("127.0.0.1") && !resolved.startsWith("169")
                            ? "127.0.0.1"
                            : resolved)),
            pauses::add,
            InstantSource.system());
    ImageSource.Layered source = client.image(registry.image("team/app:v1"), AMD64, USER);
    assertThat(failure(source::image).failure())
        .isIn(PullFailure.REFUSED, PullFailure.REGISTRY_ERROR);
    assertThat(other.asked).isEmpty();
  }

  @Test
  void a_blob_may_be_elsewhere_but_the_secret_stays_here() throws IOException {
    Descriptor layer = layer();
    String path = "/v2/team/app/blobs/" + layer.digest();
    other.has("/storage", registry.content(path));
    registry.on(path, status(307, "Location", other.address("/storage?signature=x")));
    requireBasic("/v2/team/app/manifests/v1");
    readLayer(source(USER));
    assertThat(registry.authorizations).contains(Optional.of("Basic bWU6c2VjcmV0"));
    assertThat(other.authorizations).containsExactly(Optional.empty());
  }

  private void requireBasic(String path) {
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

  @Test
  void a_redirect_to_this_machine_is_refused() {
    Descriptor layer = layer();
    address = "127.0.0.1";
    registry.on(
        "/v2/team/app/blobs/" + layer.digest(), status(307, "Location", other.address("/storage")));
    assertThat(failure(() -> readLayer(source(Credentials.NONE))).failure())
        .isEqualTo(PullFailure.REFUSED);
    assertThat(other.asked).isEmpty();
  }

  @Test
  void five_redirects_are_enough() throws PullException {
    registry.on("/v2/team/app/manifests/v1", status(302, "Location", "v1"));
    ImageSource.Layered source = source(Credentials.NONE);
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.REFUSED);
    assertThat(registry.asked).hasSize(6);
  }

  @Test
  void a_blob_that_breaks_is_taken_up_where_it_broke() throws IOException {
    String path = layerPath();
    byte[] bytes = registry.content(path);
    List<String> ranges = new ArrayList<>();
    registry.on(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          if (range == null) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 60);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
          }
          ranges.add(range);
          exchange
              .getResponseHeaders()
              .add("Content-Range", "bytes 60-%d/%d".formatted(bytes.length - 1, bytes.length));
          FakeRegistry.send(exchange, 206, Arrays.copyOfRange(bytes, 60, bytes.length));
        });
    assertThat(readLayer(source(Credentials.NONE))).isEqualTo(bytes);
    assertThat(ranges).containsExactly("bytes=60-");
  }

  @Test
  void a_registry_without_ranges_sends_the_blob_again() throws IOException {
    String path = layerPath();
    byte[] bytes = registry.content(path);
    AtomicInteger count = new AtomicInteger();
    registry.on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          boolean whole = count.incrementAndGet() > 1;
          exchange.getResponseBody().write(bytes, 0, whole ? bytes.length : 60);
          exchange.getResponseBody().flush();
          if (!whole) {
            throw new IOException("broken on purpose");
          }
        });
    assertThat(readLayer(source(Credentials.NONE))).isEqualTo(bytes);
  }

  @Test
  void a_blob_that_always_breaks_is_given_up() {
    String path = layerPath();
    registry.on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, registry.content(path).length);
          throw new IOException("broken on purpose");
        });
    assertThat(failure(() -> readLayer(source(Credentials.NONE))).failure())
        .isEqualTo(PullFailure.UNREACHABLE);
  }

  @Test
  void other_fewer_and_endless_bytes_are_a_mismatch() {
    String path = layerPath();
    byte[] bytes = registry.content(path);
    registry.has(path, Arrays.copyOf(bytes, 60));
    assertThat(failure(() -> readLayer(source(Credentials.NONE))).failure())
        .isEqualTo(PullFailure.DIGEST_MISMATCH);

    byte[] exchanged = bytes.clone();
    exchanged[50] ^= 1;
    registry.has(path, exchanged);
    assertThat(failure(() -> readLayer(source(Credentials.NONE))).failure())
        .isEqualTo(PullFailure.DIGEST_MISMATCH);

    registry.on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(bytes);
          }
        });
    assertThat(failure(() -> readLayer(source(Credentials.NONE))).failure())
        .isEqualTo(PullFailure.DIGEST_MISMATCH);
  }

  @Test
  void an_endless_manifest_is_too_large() throws PullException {
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 16];
          while (true) {
            exchange.getResponseBody().write(block);
          }
        });
    ImageSource.Layered source = source(Credentials.NONE);
    assertThat(failure(source::image).failure()).isEqualTo(PullFailure.TOO_LARGE);
  }

  @Test
  void a_registry_that_drips_or_stops_is_given_up() throws PullException {
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; ; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(20_000_000);
          }
        });
    ImageSource.Layered drips = source(Credentials.NONE);
    assertThat(failure(drips::image).failure()).isEqualTo(PullFailure.TIMED_OUT);

    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().flush();
          LockSupport.parkNanos(2_000_000_000L);
        });
    ImageSource.Layered stops = source(Credentials.NONE);
    assertThat(failure(stops::image).failure()).isEqualTo(PullFailure.TIMED_OUT);
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
  void credentials_are_tried_in_their_order() throws IOException {
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          if ("Basic bWU6c2VjcmV0".equals(authorization)) {
            FakeRegistry.send(exchange, 200, indexBytes());
          } else {
            status(401, "WWW-Authenticate", "Basic realm=x").handle(exchange);
          }
        });
    Credentials two =
        name ->
            List.of(
                new Credential.Password("old", "wrong"), new Credential.Password("me", "secret"));
    assertThat(source(two).image().layers()).hasSize(1);
  }

  @Test
  void one_connection_is_enough_for_token_and_answer() throws IOException {
    requireToken(registry.address("/token"));
    registry.on("/token", FakeRegistry.json("{'token':'abc'}"));
    RegistryOptions o = options();
    RegistryOptions one =
        new RegistryOptions(o.insecure(), o.mirrors(), o.authorities(), o.proxies(), 1, SHORT);
    ImageSource.Layered source = client(one).image(registry.image("team/app:v1"), AMD64, USER);
    assertThat(readLayer(source)).isNotEmpty();
    assertThat(readLayer(source)).isNotEmpty();
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
