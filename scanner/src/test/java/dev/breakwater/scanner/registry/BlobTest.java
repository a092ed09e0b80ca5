package dev.breakwater.scanner.registry;

import static dev.breakwater.scanner.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.registry.RegistryOptions.Timeouts;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BlobTest extends PullScenario {

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

  private ImageSource.Layered sourceWithin(Duration answer, Duration stall) throws PullException {
    Timeouts timeouts =
        new Timeouts(Duration.ofSeconds(5), answer, stall, 4096, Duration.ofSeconds(30));
    return client(options().withTimeouts(timeouts))
        .image(registry.image("team/app:v1"), AMD64, Credentials.NONE);
  }

  @Test
  void a_registry_that_drips_or_stops_is_given_up() throws PullException {
    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(20_000_000);
          }
        });
    ImageSource.Layered drips = sourceWithin(Duration.ofSeconds(20), Duration.ofMillis(300));
    assertThat(failure(drips::image).failure()).isEqualTo(PullFailure.TIMED_OUT);

    registry.on(
        "/v2/team/app/manifests/v1",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().flush();
          LockSupport.parkNanos(2_000_000_000L);
        });
    ImageSource.Layered stops = sourceWithin(Duration.ofSeconds(20), Duration.ofMillis(300));
    assertThat(failure(stops::image).failure()).isEqualTo(PullFailure.TIMED_OUT);
  }

  @Test
  void a_body_may_take_longer_than_the_beginning_of_its_answer() throws IOException {
    String path = layerPath();
    byte[] bytes = registry.content(path);
    registry.on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 60);
          exchange.getResponseBody().flush();
          LockSupport.parkNanos(2_300_000_000L);
          exchange.getResponseBody().write(bytes, 60, bytes.length - 60);
        });
    ImageSource.Layered source = sourceWithin(Duration.ofSeconds(2), Duration.ofSeconds(20));
    assertThat(readLayer(source)).isEqualTo(bytes);
    assertThat(registry.asked.stream().filter(asked -> asked.endsWith(path))).hasSize(1);
  }
}
