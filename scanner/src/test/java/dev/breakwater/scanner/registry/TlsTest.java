package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsTest {
  private static final byte[] MANIFEST = {'{', '}'};

  private final HttpsServer server = server();
  private final FakeRegistry plain = new FakeRegistry();
  private final ImageReference image =
      ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/app").orElseThrow();

  private static InputStream resource(String name) {
    return Objects.requireNonNull(TlsTest.class.getResourceAsStream("/registry/" + name));
  }

  private static HttpsServer server() {
    try (InputStream keys = resource("server.p12")) {
      char[] password = "changeit".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(keys, password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.start();
      return server;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    server.stop(0);
    plain.close();
  }

  private Repository repository(List<X509Certificate> authorities) throws PullException {
    RegistryClient client =
        new RegistryClient(
            RegistryOptions.standard().withAuthorities(authorities),
            host -> List.of(InetAddress.ofLiteral("93.184.216.34")),
            new ArrayList<>()::add,
            InstantSource.system());
    return client.repository(image, Credentials.NONE);
  }

  private static List<X509Certificate> authorities() throws IOException {
    try (InputStream pem = resource("ca.pem")) {
      return Certificates.parse(pem.readAllBytes());
    }
  }

  @Test
  void an_own_authority_is_trusted() throws IOException {
    server.createContext(
        "/v2/app/manifests/v1",
        exchange -> {
          try (exchange) {
            FakeRegistry.send(exchange, 200, MANIFEST);
          }
        });
    assertThat(repository(authorities()).tagged("v1")).isEqualTo(MANIFEST);
  }

  @Test
  void anybody_elses_certificate_is_not_and_is_not_tried_again() {
    PullException failure =
        catchThrowableOfType(PullException.class, () -> repository(List.of()).tagged("v1"));
    assertThat(failure.failure()).isEqualTo(PullFailure.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no trusted connection");
  }

  @Test
  void nothing_leads_from_https_to_http() {
    server.createContext(
        "/v2/app/manifests/v1", FakeRegistry.status(302, "Location", plain.address("/x")));
    PullException failure =
        catchThrowableOfType(PullException.class, () -> repository(authorities()).tagged("v1"));
    assertThat(failure.failure()).isEqualTo(PullFailure.REFUSED);
    assertThat(plain.asked).isEmpty();
  }

  @Test
  void what_is_no_certificate_says_so() {
    for (String pem :
        List.of("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
      assertThatThrownBy(() -> Certificates.parse(pem.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOf(MalformedException.class);
    }
  }
}
