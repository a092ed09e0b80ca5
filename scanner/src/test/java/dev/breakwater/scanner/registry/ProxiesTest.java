package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "https://registry.example/, proxy.example:3128",
    "http://registry.example/, DIRECT",
    "https://inside.example/, DIRECT",
    "https://a.inside.example/, DIRECT",
    "https://notinside.example/, proxy.example:3128",
    "https://below.example/, proxy.example:3128",
    "https://a.below.example/, DIRECT",
    "https://a.star.example/, DIRECT",
    "https://10.1.2.3/, DIRECT",
    "https://11.1.2.3/, proxy.example:3128",
    "https://[fd00::1]/, proxy.example:3128",
    "https://localhost/, DIRECT",
    "https://127.0.0.1/, DIRECT",
  })
  void the_variables_mean_what_they_mean_to_go(String uri, String expected)
      throws MalformedException {
    Proxies proxies =
        Proxies.of(
            Map.of(
                "HTTPS_PROXY", "http://proxy.example:3128",
                "no_proxy", "inside.example, .below.example,*.star.example,10.0.0.0/8,x/y"));
    Proxy proxy = proxies.select(URI.create(uri)).getFirst();
    assertThat(proxy.toString().replace("HTTP @ ", "").replace("/<unresolved>", ""))
        .isEqualTo(expected);
  }

  @Test
  void a_proxy_with_a_password_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> Proxies.of(Map.of("http_proxy", "http://me:hush@proxy.example:1")))
        .isInstanceOf(MalformedException.class)
        .hasMessageNotContaining("hush");
  }

  @Test
  void a_registry_is_reached_through_the_proxy_alone() throws IOException {
    try (FakeRegistry proxy = new FakeRegistry()) {
      proxy.has("/v2/app/manifests/v1", new byte[] {'{', '}'});
      RegistryOptions options =
          RegistryOptions.standard()
              .withProxies(Proxies.of(Map.of("HTTP_PROXY", proxy.host())))
              .withInsecure(Set.of("registry.invalid"));
      try (RegistryClient client = new RegistryClient(options)) {
        Repository repository =
            client.repository(
                ImageReference.parse("registry.invalid/app").orElseThrow(), Credentials.NONE);
        assertThat(repository.tagged("v1")).hasSize(2);
      }
      assertThat(proxy.asked).containsExactly("GET http://registry.invalid/v2/app/manifests/v1");
    }
  }
}
