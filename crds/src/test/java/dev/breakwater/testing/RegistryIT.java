package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** The registry that other tests stand on. */
class RegistryIT {
  private static final ContainerImage IMAGE =
      ContainerImage.of(Layer.of(Map.of("etc/os-release", "ID=debian\n")));

  @Test
  void what_was_pushed_survives_a_killed_registry() {
    try (Registry registry = Registry.start()) {
      String digest = registry.push("shop/cart:1.4", IMAGE);
      registry.stop();
      registry.resume();

      assertThat(registry.push("shop/cart:1.5", IMAGE)).isEqualTo(digest).startsWith("sha256:");
      assertThat(registry.requests())
          .contains("PUT /v2/shop/cart/manifests/1.4", "PUT /v2/shop/cart/manifests/1.5")
          .areExactly(
              2, new Condition<>(request -> request.startsWith("POST "), "upload of a blob"));
      assertThat(registry.blobReads()).isZero();
    }
  }

  @Test
  void docker_manifests_indexes_and_referrers_are_taken() {
    ContainerImage docker =
        ContainerImage.builder(Layer.plain(new TarFile().bytes())).docker().build();
    ContainerImage index =
        ContainerImage.index(IMAGE, ContainerImage.builder().platform("linux/arm64/v8").build());
    ContainerImage attached = ContainerImage.builder().subject(IMAGE, "text/signature").build();
    try (Registry registry = Registry.start()) {
      registry.push("docker:1", docker);
      registry.push("docker:all", ContainerImage.index(docker));
      registry.push("oci:all", index);
      registry.push("oci", attached);

      assertThat(registry.requests())
          .contains("PUT /v2/oci/manifests/" + IMAGE.digest().replace(':', '-'));
    }
  }

  @Test
  void a_password_is_asked_for_over_tls() {
    try (Registry registry = Registry.start(new Registry.Options(true, true))) {
      registry.push("shop/cart:1.4", IMAGE);

      assertThat(registry.authority()).get().asString().endsWith(".pem");
      ImagePush stranger =
          new ImagePush(HttpClient.newHttpClient(), URI.create("https://" + registry.address()));
      assertThatThrownBy(() -> stranger.push("shop/cart:1.4", IMAGE))
          .hasMessageContaining("certif");
    }
  }

  @Test
  void a_wrong_password_is_refused() {
    try (Registry registry = Registry.start(new Registry.Options(true, false))) {
      ImagePush stranger =
          new ImagePush(HttpClient.newHttpClient(), URI.create("http://" + registry.address()));

      assertThatThrownBy(() -> stranger.as(Registry.USER, "guess").push("shop/cart:1.4", IMAGE))
          .hasMessageContaining("status 401");
    }
  }
}
