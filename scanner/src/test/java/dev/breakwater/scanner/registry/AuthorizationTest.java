package dev.breakwater.scanner.registry;

import static dev.breakwater.scanner.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest extends PullScenario {

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
        new RegistryOptions(
            o.insecure(), o.mirrors(), o.authorities(), o.proxies(), 1, o.timeouts());
    ImageSource.Layered source = client(one).image(registry.image("team/app:v1"), AMD64, USER);
    assertThat(readLayer(source)).isNotEmpty();
    assertThat(readLayer(source)).isNotEmpty();
  }
}
