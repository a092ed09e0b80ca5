package dev.breakwater.scanner.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringTest {

  /** An entry's user is its own key, so that the result says which entries matched. */
  private static Keyring keyring(String... keys) throws IOException {
    List<DockerConfig> configs = new ArrayList<>();
    for (String key : keys) {
      configs.add(
          DockerConfig.parse(
              utf8("{'auths':{'%s':{'username':'%s','password':'p'}}}".formatted(key, key))));
    }
    return Keyring.of(configs);
  }

  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> users(List<Credential> credentials) {
    return credentials.stream()
        .map(c -> c instanceof Credential.Password(String user, String password) ? user : "token")
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example, registry.example/team/app, yes",
    "https://registry.example, registry.example/team/app, yes",
    "http://registry.example/, registry.example/team/app, yes",
    "https://registry.example/v1/, registry.example/team/app, yes",
    "https://registry.example/v2/, registry.example/team/app, yes",
    "registry.example/team, registry.example/team/app, yes",
    "registry.example/team, registry.example/teams/app, yes",
    "registry.example/team/, registry.example/teams/app, no",
    "registry.example/other, registry.example/team/app, no",
    "registry.example, registry.example:5000/team/app, no",
    "registry.example:5000, registry.example:5000/team/app, yes",
    "registry.example:5000, registry.example/team/app, no",
    "*.example, registry.example/app, yes",
    "*.example, a.registry.example/app, no",
    "*.*.example, a.registry.example/app, yes",
    "*.registry.example/team, a.registry.example/team/app, yes",
    "reg*y.example, registry.example/app, yes",
    "*.example:5000, registry.example:5000/app, yes",
    "*, registry.example/app, no",
    "*, localhost/app, yes",
    "registry[0-9].example, registry7.example/app, yes",
    "registry[^0-9].example, registry7.example/app, no",
    "registry[.example, registry[.example/app, no",
    "index.docker.io, docker.io/library/nginx, yes",
    "https://index.docker.io/v1/, docker.io/library/nginx, yes",
    "docker.io, docker.io/library/nginx, yes",
    "docker.io/library, docker.io/team/app, no",
    "https://index.docker.io/v1/, registry.example/app, no",
    "registry.example:port, registry.example/app, no",
    "REGISTRY.example, registry.example/app, no",
  })
  void an_entry_counts_as_the_kubelet_would_count_it(String key, String image, String matches)
      throws IOException {
    assertThat(users(keyring(key).find(image)))
        .isEqualTo(matches.equals("yes") ? List.of(key) : List.of());
  }

  @Test
  void the_most_specific_goes_first_and_all_are_tried() throws IOException {
    assertThat(
            users(
                keyring("*.example", "quay.example", "quay.example/team/app", "quay.example/team")
                    .find("quay.example/team/app")))
        .containsExactly("quay.example/team/app", "quay.example/team", "quay.example", "*.example");
  }

  @Test
  void docker_hubs_old_entry_counts_only_when_no_other_does() throws IOException {
    assertThat(users(keyring("https://index.docker.io/v1/", "docker.io").find("docker.io/a/b")))
        .containsExactly("docker.io");
  }

  @Test
  void the_order_of_the_secrets_decides_between_equals() throws IOException {
    List<DockerConfig> configs = new ArrayList<>();
    for (String user : List.of("first", "second")) {
      String auth =
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString((user + ":a:b").getBytes(StandardCharsets.UTF_8));
      configs.add(DockerConfig.parseLegacy(utf8("{'r.example':{'auth':'" + auth + "'}}")));
    }
    assertThat(Keyring.of(configs).find("r.example/app"))
        .containsExactly(
            new Credential.Password("first", "a:b"), new Credential.Password("second", "a:b"));
  }

  @Test
  void nothing_prints_a_secret() throws IOException {
    DockerConfig config =
        DockerConfig.parse(
            utf8(
                "{'auths':{'r':{'username':'u','password':'hush'},'s':{'identitytoken':'hush'}}}"));
    assertThat(config.toString() + config.auths().values() + Keyring.of(List.of(config)))
        .doesNotContain("hush");
    for (String broken :
        List.of(
            "{'auths':{'r':{'auth':'hush!'}}}",
            "{'auths':{'r':{'password':['hush']}}}",
            "{'auths':{'r':{'password':'hush' 'hush'}}}",
            "{'auths':{'r':{'auth':'aHVzaA=='}}}",
            "hush")) {
      assertThatThrownBy(() -> DockerConfig.parse(utf8(broken)))
          .isInstanceOf(MalformedException.class)
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void any_bytes_are_read_or_refused() {
    byte[] valid =
        utf8(
            "{'auths':{'https://r.example/v1/':{'auth':'dTpw','email':'x'}},'credHelpers':{'a':'b'},'credsStore':'c'}");
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
      for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      try {
        Keyring.of(List.of(DockerConfig.parse(bytes))).find("r.example/app");
      } catch (MalformedException | LimitExceededException e) {
        assertThat(e).hasMessageNotContaining("dTpw");
      }
    }
  }
}
