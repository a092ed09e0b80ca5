package dev.breakwater.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PulledImageTest {
  private static final Platform USUAL = new Platform("linux", "amd64", "");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @Test
  void what_nobody_runs_is_pulled_by_the_name_in_the_template() {
    PulledImage pulled = pulled("registry.test/shop/cart:1.4", "", Optional.empty());

    assertThat(pulled.reference()).hasToString("registry.test/shop/cart:1.4");
    assertThat(pulled.platform()).isEqualTo(USUAL);
  }

  @Test
  void what_runs_is_pulled_by_its_digest_from_where_the_pod_says() {
    PulledImage pulled =
        pulled(
            "registry.test/shop/cart:1.4", "registry.test/shop/cart@" + DIGEST, Optional.empty());

    assertThat(pulled.reference()).hasToString("registry.test/shop/cart@" + DIGEST);
    assertThat(pulled.otherwise()).isEmpty();
  }

  @Test
  void another_repository_with_the_same_content_is_only_asked_when_the_first_has_it_not() {
    PulledImage pulled =
        pulled(
            "registry.test/shop/cart:1.4",
            "docker-pullable://mirror.test/copy@" + DIGEST,
            Optional.empty());

    assertThat(pulled.reference()).hasToString("registry.test/shop/cart@" + DIGEST);
    assertThat(pulled.otherwise())
        .map(ImageReference::toString)
        .hasValue("mirror.test/copy@" + DIGEST);
  }

  @Test
  void a_configuration_has_to_be_that_of_the_tag() {
    PulledImage pulled =
        pulled("registry.test/shop/cart:1.4", "docker://" + DIGEST, Optional.empty());

    assertThat(pulled.reference()).hasToString("registry.test/shop/cart:1.4");
    assertThat(pulled.configuration()).hasValueSatisfying(d -> assertThat(d).hasToString(DIGEST));
  }

  @Test
  void the_node_says_for_which_platform() {
    Platform arm = new Platform("linux", "arm64", "v8");

    assertThat(pulled("cart:1", "", Optional.of(arm)).platform()).isEqualTo(arm);
  }

  @Test
  void what_is_no_reference_cannot_be_pulled() {
    assertThat(
            PulledImage.of(
                new RunningImage("main", "Not A Reference", "", Optional.empty()), USUAL))
        .isInstanceOf(Parsed.Invalid.class);
  }

  private static PulledImage pulled(String image, String imageId, Optional<Platform> platform) {
    return switch (PulledImage.of(new RunningImage("main", image, imageId, platform), USUAL)) {
      case Parsed.Valid<PulledImage>(PulledImage pulled) -> pulled;
      case Parsed.Invalid<PulledImage>(String reason) -> throw new AssertionError(reason);
    };
  }
}
