package dev.breakwater.scanner.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.credentials.ProviderPlugins.Plugin;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderConfigTest {
  private static final String CONFIG =
      """
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
      - name: ecr-credential-provider
        matchImages:
        - "*.dkr.ecr.*.amazonaws.com"
        - public.ecr.aws/team
        defaultCacheDuration: "12h"
        apiVersion: credentialprovider.kubelet.k8s.io/v1
        args: [get-credentials, --v=3]
        env:
        - {name: AWS_PROFILE, value: hush}
      - name: other
        matchImages: [registry.example]
        defaultCacheDuration: 0s
        apiVersion: credentialprovider.kubelet.k8s.io/v1
      """;

  private static List<Plugin> read(String config) throws IOException {
    return ProviderConfig.read(config.getBytes(UTF_8));
  }

  @Test
  void each_provider_is_a_plugin_in_the_order_of_the_file() throws IOException {
    assertThat(read(CONFIG))
        .containsExactly(
            new Plugin(
                "ecr-credential-provider",
                List.of("*.dkr.ecr.*.amazonaws.com", "public.ecr.aws/team"),
                List.of("get-credentials", "--v=3"),
                Map.of("AWS_PROFILE", "hush")),
            new Plugin("other", List.of("registry.example"), List.of(), Map.of()));
  }

  @Test
  void json_is_read_too() throws IOException {
    assertThat(
            read(
                """
                {"kind":"CredentialProviderConfig","apiVersion":"kubelet.config.k8s.io/v1",
                 "providers":[{"name":"a","matchImages":["r.example"],"defaultCacheDuration":"1h",
                 "apiVersion":"credentialprovider.kubelet.k8s.io/v1"}]}\
                """))
        .containsExactly(new Plugin("a", List.of("r.example"), List.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "kind: CredentialProviderConfig, kind: Pod, kind CredentialProviderConfig are wanted",
    "name: other, name: ../other, providers[1].name: the name of a file",
    "name: other, name: ecr-credential-provider, providers[1].name: another provider",
    "defaultCacheDuration: 0s, x: y, providers[1].defaultCacheDuration: it is missing",
    "'matchImages: [registry.example]', matchImages: [], providers[1].matchImages: at least one",
    "'matchImages: [registry.example]', 'matchImages: [\"a:b\"]', providers[1].matchImages[0]",
    "'args: [get-credentials, --v=3]', 'args: [[hush]]', providers[0].args[0]: a text is wanted",
    "'{name: AWS_PROFILE, value: hush}', '{value: hush}', providers[0].env[0].name",
    "'matchImages: [registry.example]', 'tokenAttributes: {}\n  matchImages: [x]', tokenAttributes",
  })
  void what_cannot_be_done_names_its_field(String part, String instead, String message) {
    String config = CONFIG.replace(part, instead.replace("\\n", "\n"));

    assertThatThrownBy(() -> read(config))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hush");
  }

  @Test
  void another_version_of_the_protocol_is_not_spoken() {
    String config =
        CONFIG.replace(
            "credentialprovider.kubelet.k8s.io/v1", "credentialprovider.kubelet.k8s.io/v1beta1");

    assertThatThrownBy(() -> read(config))
        .hasMessageContaining("only credentialprovider.kubelet.k8s.io/v1 is spoken");
  }

  @Test
  void hostile_bytes_do_no_harm() {
    Fuzz.mutations(CONFIG.getBytes(UTF_8), 2000, ProviderConfig::read);
    Fuzz.truncations(CONFIG.getBytes(UTF_8), ProviderConfig::read);
  }
}
