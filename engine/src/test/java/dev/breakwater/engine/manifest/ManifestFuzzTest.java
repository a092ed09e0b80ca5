package dev.breakwater.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestFuzzTest {
  private static final String ALPHABET = "ab01_.+-~:# '\"[]{},&*!|>%@`\t\n\r?<\\\u0000\u2028é";
  private static final List<String> SEEDS =
      List.of(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: a, labels: &l {app: a}}
          spec:
            template:
              metadata: {labels: *l}
              spec:
                containers:
                - name: c
                  image: "c:1"
                  args: ['-x', >-
                    folded
                    text]
                  env:
                  - {name: A, value: "1"}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: b
          data:
            k: |
              ---
              x
          """,
          """
          {"apiVersion": "v1", "kind": "List", "items": [
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
             "spec": {"containers": [{"name": "c", "image": "i", "ports": [{"hostPort": 80}]}]}}]}
          """);

  @Test
  void whatever_the_bytes_a_reader_returns() {
    Random random = new Random(20_261_122);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = mutate(SEEDS.get(round % SEEDS.size()), random);
      assertThatNoException()
          .as(() -> new String(bytes, StandardCharsets.UTF_8))
          .isThrownBy(
              () -> {
                Manifests manifests = ManifestReader.read(bytes, "fuzz");
                assertThat(manifests.problems()).allSatisfy(ManifestFuzzTest::isHelpful);
              });
    }
  }

  private static void isHelpful(Problem problem) {
    assertThat(problem.line()).isPositive();
    assertThat(problem.message()).isNotBlank();
  }

  private static byte[] mutate(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int change = random.nextInt(5); change >= 0; change--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        case 2 -> {
          int from = random.nextInt(seed.length());
          text.insert(at, seed, from, from + random.nextInt(seed.length() - from));
        }
        default ->
            text.insert(
                at,
                String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())))
                    .repeat(random.nextInt(300)));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
