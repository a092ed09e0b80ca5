package dev.breakwater.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EverydayYamlTest {
  private static final String ALPHABET = "ab01_.+-~:# '\"[]{},&*!|>%@`\n\n  ?<\\-é";
  private static final List<String> SEEDS =
      List.of(
          """
          # A comment.
          apiVersion: apps/v1
          kind: Deployment   # and another
          metadata:
            name: "cart"
            labels: {app: cart, 'it''s': "x y", on: n}
            annotations:

              example.com/a.b: 'true'
          spec:
            replicas: 3
            template:
              spec:
                hostNetwork: no
                containers:
                - name: cart
                  image: registry.example.com:5000/shop/cart:1.4@sha256:00
                  args: ["--port=8080", -v, [a, {b: c}], {}]
                  command:
                    - sh
                    - -c
                    - |
                      set -e
                        echo "a: b" # no comment

                      exit 0

                  env:
                  - name: EMPTY
                    value:
                  -
                    name: OTHER
                    value: ~
                volumes: []
          """,
          """
          - - a
            - b: 1
              c: |-
                text
              # between
              d: |+
                more

            -
          - 0x1F
          - - - {a: [1, yes, "no"]}
          """);

  @Test
  void what_most_manifests_are_written_in_needs_no_full_parser() {
    for (String seed : SEEDS) {
      assertThat(EverydayYaml.read(new Document(seed, 1), new TreeBuilder())).isPresent();
    }
  }

  @Test
  void whatever_it_reads_the_full_parser_reads_alike() throws BrokenDocument {
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      Document document = new Document(mutate(SEEDS.get(round % SEEDS.size()), random), 3);
      Optional<Node> everyday = EverydayYaml.read(document, new TreeBuilder());
      if (everyday.isPresent()) {
        assertThat(everyday.get())
            .as(document.text())
            .isEqualTo(YamlDocument.read(document, new TreeBuilder()));
        read++;
      }
    }
    assertThat(read).isGreaterThan(2_000);
  }

  private static String mutate(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
        case 2 -> text.delete(at, Math.max(at, text.indexOf("\n", at)));
        default -> {
          int from = random.nextInt(seed.length());
          text.insert(at, seed, from, Math.min(seed.length(), from + random.nextInt(40)));
        }
      }
    }
    return text.toString();
  }
}
