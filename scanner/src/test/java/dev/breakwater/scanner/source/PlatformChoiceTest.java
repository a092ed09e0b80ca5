package dev.breakwater.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Platform;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/arm64 linux/amd64, linux/amd64",
    "linux/x86_64, linux/386 linux/amd64, linux/amd64",
    "linux/amd64, linux/386 linux/arm64, linux/386",
    "linux/amd64, linux/amd64/v3, none",
    "linux/amd64/v3, linux/amd64 linux/amd64/v2 linux/amd64/v4, linux/amd64/v2",
    "linux/amd64/v3, linux/amd64/v1, linux/amd64/v1",
    "linux/arm64, linux/arm/v7 linux/arm64/v8, linux/arm64/v8",
    "linux/aarch64, linux/arm64, linux/arm64",
    "linux/arm64/v8, linux/arm64, linux/arm64",
    "linux/arm64, linux/arm/v6 linux/arm/v7, linux/arm/v7",
    "linux/arm64, linux/arm64/v9, none",
    "linux/arm64/v9, linux/arm64/v8.2 linux/arm64 linux/arm64/v8.5, linux/arm64/v8.5",
    "linux/arm64/v8.2, linux/arm64/v8.3 linux/arm64/v8.1, linux/arm64/v8.1",
    "linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm/v8, linux/arm/v6",
    "linux/arm, linux/arm/v8 linux/arm, linux/arm",
    "linux/armhf, linux/arm/v7, linux/arm/v7",
    "linux/arm/v6, linux/arm/v7, none",
    "Linux/AMD64, linux/amd64, linux/amd64",
    "windows/amd64, linux/amd64, none",
    "linux/s390x, linux/s390x, linux/s390x",
    "linux/riscv64, unknown/unknown, none",
  })
  void a_node_runs_what_containerd_would_choose(String node, String offered, String expected) {
    PlatformChoice choice = PlatformChoice.of(platform(node));
    String chosen =
        Arrays.stream(offered.split(" ", -1))
            .filter(o -> choice.rank(platform(o)).isPresent())
            .min(Comparator.comparingInt(o -> choice.rank(platform(o)).getAsInt()))
            .orElse("none");
    assertThat(chosen).isEqualTo(expected);
  }

  private static Platform platform(String text) {
    String[] parts = text.split("/", -1);
    return new Platform(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }
}
