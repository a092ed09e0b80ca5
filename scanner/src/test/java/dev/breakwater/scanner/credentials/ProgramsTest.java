package dev.breakwater.scanner.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.credentials.ProviderPlugins.Plugin;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins of the test are shell scripts")
class ProgramsTest {
  private static final String ANSWER =
      "{\"kind\":\"CredentialProviderResponse\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\",\"cacheKeyType\":\"Image\",\"auth\":{\"*.ecr.example\":{\"username\":\"AWS\",\"password\":\"hush\"}}}";

  @TempDir private Path folder;

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Credential> find(String image) throws PullException {
    Plugin plugin =
        new Plugin("ecr", List.of("*.ecr.example"), List.of("get", "x y"), Map.of("ZONE", "eu"));
    return new ProviderPlugins(folder, List.of(plugin), Duration.ofSeconds(20)).find(image);
  }

  @Test
  void a_plugin_gets_the_image_its_arguments_and_its_environment() throws IOException {
    program(
        "ecr",
        "cat > "
            + folder.resolve("in")
            + "; echo \"$#:$2:$ZONE\" > "
            + folder.resolve("args")
            + "; echo '"
            + ANSWER
            + "'");
    assertThat(find("1.ecr.example/app")).containsExactly(new Credential.Password("AWS", "hush"));
    assertThat(folder.resolve("in"))
        .hasContent(
            "{\"kind\":\"CredentialProviderRequest\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\",\"image\":\"1.ecr.example/app\"}");
    assertThat(folder.resolve("args")).hasContent("2:x y:eu");
  }

  @Test
  void a_plugin_is_not_asked_for_what_is_not_its_own() throws IOException {
    program("ecr", "touch " + folder.resolve("asked"));
    assertThat(find("registry.example/app")).isEmpty();
    assertThat(folder.resolve("asked")).doesNotExist();
  }

  @Test
  void a_plugin_that_fails_says_nothing_secret() throws IOException {
    for (String script :
        List.of("echo hush; exit 1", "echo hush", "echo '{\"kind\":\"hush\"}'", "true")) {
      program("ecr", script);
      assertThatThrownBy(() -> find("1.ecr.example/app"))
          .isInstanceOfSatisfying(
              PullException.class,
              e -> assertThat(e.failure()).isEqualTo(PullFailure.CREDENTIALS_FAILED))
          .hasMessageContaining("ecr")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void a_link_out_of_the_folder_is_not_run() throws IOException {
    program("outside", "true");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.createSymbolicLink(plugins.resolve("ecr"), Path.of("../outside"));
    Plugin plugin = new Plugin("ecr", List.of("*.ecr.example"), List.of(), Map.of());
    ProviderPlugins asked = new ProviderPlugins(plugins, List.of(plugin), Duration.ofSeconds(20));
    assertThatThrownBy(() -> asked.find("1.ecr.example/app")).hasMessageContaining("no program");
  }

  @Test
  void a_program_that_hangs_is_ended_with_its_children() throws IOException {
    program("hangs", "sleep 600 & echo $! > " + folder.resolve("child") + "; wait");
    Program program =
        new Program(
            List.of(folder.resolve("hangs").toString()), Map.of(), Duration.ofMillis(1_500));
    assertThatThrownBy(() -> program.ask(new byte[0])).hasMessageContaining("no answer");
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    assertThat(ProcessHandle.of(child).map(this::ends).orElse(true)).isTrue();
  }

  private boolean ends(ProcessHandle process) {
    process.onExit().join();
    return !process.isAlive();
  }

  @Test
  void an_endless_answer_is_cut() throws IOException {
    program("endless", "while true; do echo 0123456789012345678901234567890123456789; done");
    Program program =
        new Program(
            List.of(folder.resolve("endless").toString()), Map.of(), Duration.ofSeconds(30));
    assertThatThrownBy(() -> program.ask(new byte[0])).hasMessageContaining("1 MiB");
  }

  @Test
  void a_helper_is_a_name_and_the_file_comes_after_it() throws IOException {
    DockerConfig evil =
        DockerConfig.parse("{\"credsStore\":\"../../x\"}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(
            () -> new DockerCredentials(evil, Duration.ofSeconds(1)).find("r.example/app"))
        .hasMessageContaining("docker-credential-");

    DockerConfig plain =
        DockerConfig.parse(
            "{\"auths\":{\"r.example\":{\"auth\":\"dTpw\"}},\"credHelpers\":{\"other.example\":\"x\"}}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(new DockerCredentials(plain, Duration.ofSeconds(1)).find("r.example/app"))
        .containsExactly(new Credential.Password("u", "p"));
  }
}
