package dev.breakwater.scanner.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:hush@proxy.example:1",
        "socks5://me:hush@proxy",
        "http://me:hush@",
        "%"
      })
  void what_is_no_proxy_is_refused_without_repeating_it(String proxy) {
    assertThatThrownBy(() -> Proxies.of(Map.of("http_proxy", proxy)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("http_proxy is not http://[USER:PASSWORD@]HOST:PORT")
        .hasMessageNotContaining("hush");
  }

  @Test
  void the_password_is_for_the_hosts_behind_the_proxy_only() throws MalformedException {
    Proxies proxies =
        Proxies.of(
            Map.of("HTTPS_PROXY", "http://me:h%40sh@proxy.example:1", "NO_PROXY", "in.example"));

    assertThat(proxies.authorization(URI.create("https://registry.example/")))
        .contains("Basic " + Base64.getEncoder().encodeToString("me:h@sh".getBytes(UTF_8)));
    assertThat(proxies.authorization(URI.create("https://in.example/"))).isEmpty();
    assertThat(proxies.authorization(URI.create("http://registry.example/"))).isEmpty();
    assertThat(proxies.select(URI.create("https://registry.example/")).toString())
        .doesNotContain("h@sh");
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

  @Test
  void a_proxy_is_told_its_password_and_a_registry_is_not() throws IOException {
    try (FakeRegistry proxy = new FakeRegistry();
        FakeRegistry registry = new FakeRegistry()) {
      List<String> told = Collections.synchronizedList(new ArrayList<>());
      for (FakeRegistry each : List.of(proxy, registry)) {
        each.on(
            "/v2/app/manifests/v1",
            exchange -> {
              told.add(
                  String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
              FakeRegistry.send(exchange, 200, new byte[] {'{', '}'});
            });
      }
      RegistryOptions options =
          RegistryOptions.standard()
              .withProxies(Proxies.of(Map.of("HTTP_PROXY", "http://me:hush@" + proxy.host())))
              .withInsecure(Set.of("registry.invalid", registry.host()));
      try (RegistryClient client = new RegistryClient(options)) {
        for (String host : List.of("registry.invalid", registry.host())) {
          client
              .repository(ImageReference.parse(host + "/app").orElseThrow(), Credentials.NONE)
              .tagged("v1");
        }
      }
      assertThat(told).containsExactly("Basic bWU6aHVzaA==", "null");
    }
  }
}
