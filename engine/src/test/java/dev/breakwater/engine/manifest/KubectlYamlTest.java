package dev.breakwater.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.engine.node.Node;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * YAML means here what it means to kubectl: {@code kubectl.jsonl} holds what {@code
 * sigs.k8s.io/yaml} v1.6.0 (YAMLToJSON, YAMLToJSONStrict) made of each document.
 */
class KubectlYamlTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void every_document_means_what_it_means_to_kubectl() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : golden().lines().toList()) {
      JsonNode expected = JSON.readTree(line);
      String document = expected.get("in").asText();
      String wanted =
          expected.has("refused")
              ? "refused"
              : plain(Node.of(JSON.readValue(expected.get("out").asText(), Object.class)));
      String got = read(document);
      if (!got.equals(wanted)) {
        wrong.add(document + "\n  got    " + got + "\n  wanted " + wanted);
      }
      count++;
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(800);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: &a {k: 1, l: 2}\nz:\n  <<: *a\n  k: 3\n",
        "x: &a {k: 1, l: 2}\nz:\n  <<: {k: 4}\n  <<: *a\n  k: 3\n"
      })
  void a_key_beside_a_merge_is_set_once(String document) {
    assertThat(read(document)).endsWith("z={k=3, l=2}}");
  }

  @Test
  void what_json_allows_in_a_string_is_allowed_in_yaml() {
    assertThat(read("a: \"\\/\"\n")).isEqualTo("{a='/'}");
  }

  private static String golden() throws IOException {
    try (InputStream golden = KubectlYamlTest.class.getResourceAsStream("kubectl.jsonl")) {
      return new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String read(String text) {
    try {
      List<Documents.Document> documents =
          Documents.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return documents.isEmpty()
          ? "null"
          : plain(YamlDocument.read(documents.getFirst(), new TreeBuilder()));
    } catch (BrokenDocument _) {
      return "refused";
    }
  }

  private static String plain(Node node) {
    return switch (node) {
      case Node.Absent _ -> "null";
      case Node.Sequence sequence ->
          sequence.items().stream().map(KubectlYamlTest::plain).toList().toString();
      case Node.Mapping mapping -> {
        Map<String, String> entries = new TreeMap<>();
        mapping.entries().forEach((key, value) -> entries.put(key, plain(value)));
        yield entries.toString();
      }
      case Node.Scalar scalar ->
          switch (scalar.value()) {
            case String text -> "'" + text + "'";
            case BigInteger number -> Double.toString(number.doubleValue());
            case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p63 ->
                Long.toString(number.longValue());
            default -> scalar.display();
          };
    };
  }
}
