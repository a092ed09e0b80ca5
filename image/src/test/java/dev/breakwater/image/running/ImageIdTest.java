package dev.breakwater.image.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.running.ImageId.ConfigDigest;
import dev.breakwater.image.running.ImageId.RepositoryDigest;
import dev.breakwater.image.running.ImageId.Unknown;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIdTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker.io/library/nginx@",
        "docker-pullable://nginx@",
        "nginx@",
        "index.docker.io/nginx@"
      })
  void a_manifest_in_a_repository_can_be_fetched(String prefix) {
    ImageId id = ImageId.parse(prefix + DIGEST);

    assertThat(id)
        .isInstanceOfSatisfying(
            RepositoryDigest.class,
            found -> {
              assertThat(found.reference().name()).isEqualTo("docker.io/library/nginx");
              assertThat(found.digest()).hasToString(DIGEST);
            });
  }

  @Test
  void an_image_id_is_the_configuration_and_not_a_manifest() {
    ImageId config = new ConfigDigest(Digest.parse(DIGEST).orElseThrow());

    assertThat(ImageId.parse(DIGEST)).isEqualTo(config);
    assertThat(ImageId.parse("docker://" + DIGEST)).isEqualTo(config);
    assertThat(ImageId.parse(DIGEST.substring("sha256:".length()))).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nginx",
        "nginx:1.27",
        "sha256:abc",
        "docker://",
        "docker-pullable://nginx",
        "nginx@sha256:abc",
        "oci://x@y"
      })
  void everything_else_is_unknown_and_kept(String text) {
    assertThat(ImageId.parse(text)).isEqualTo(new Unknown(text));
  }

  @Test
  void a_repository_digest_needs_a_digest() {
    ImageReference tagged = ImageReference.parse("nginx:1.27").orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepositoryDigest(tagged))
        .withMessage("docker.io/library/nginx:1.27 has no digest; append @sha256:...");
  }

  @Test
  void no_text_makes_it_throw() {
    Random random = new Random(3);
    String[] pieces = {
      "docker://",
      "docker-pullable://",
      "sha256:",
      DIGEST,
      "@",
      ":",
      "/",
      "nginx",
      "",
      "\u0000",
      "a"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(ImageId.parse(text.toString())).isNotNull();
    }
  }
}
