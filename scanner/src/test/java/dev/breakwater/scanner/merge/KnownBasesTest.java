package dev.breakwater.scanner.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.BaseImage.Evidence;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.reference.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownBasesTest {
  private static final Digest A = digest("a");
  private static final Digest B = digest("b");
  private static final Digest C = digest("c");
  private static final KnownBases BASES =
      new KnownBases(Map.of("small", List.of(A), "large", List.of(A, B), "empty", List.of()));

  @Test
  void the_longest_prefix_of_layers_is_proof() {
    assertThat(BASES.baseOf(List.of(A, B, C), configuration("label", "")))
        .contains(new BaseImage("large", Evidence.LAYERS));
    assertThat(BASES.baseOf(List.of(A, C), configuration("", "")))
        .contains(new BaseImage("small", Evidence.LAYERS));
  }

  @Test
  void an_image_is_not_its_own_base_and_layers_elsewhere_prove_nothing() {
    assertThat(BASES.baseOf(List.of(A), configuration("", ""))).isEmpty();
    assertThat(BASES.baseOf(List.of(C, A, B), configuration("", ""))).isEmpty();
  }

  @Test
  void labels_and_history_are_hints() {
    String debian = "# debian.sh --arch 'amd64' out/ 'bookworm' '@1700000000'";
    assertThat(BASES.baseOf(List.of(C), configuration("some/base:1", debian)))
        .contains(new BaseImage("some/base:1", Evidence.LABEL));
    assertThat(BASES.baseOf(List.of(C), configuration("", debian)))
        .contains(new BaseImage("docker.io/library/debian:bookworm", Evidence.HISTORY));
  }

  private static ImageConfiguration configuration(String label, String step) {
    return new ImageConfiguration(
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of("org.opencontainers.image.base.name", label),
        Optional.empty(),
        List.of(new ImageConfiguration.Step(step, false)));
  }

  private static Digest digest(String letter) {
    return new Digest(Digest.Algorithm.SHA256, letter.repeat(64));
  }
}
