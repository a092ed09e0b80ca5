package dev.breakwater.engine.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.node.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares every verdict with kube-apiserver's own code of v1.36.3: decoding, defaults, what
 * creation fills in, then {@code k8s.io/pod-security-admission}.
 *
 * <p>A line of a file holds a pod, whether it is a bare Pod, and for each level what the code says,
 * as {@code reason (detail)}, from the minor version {@code v} on. {@code fixtures} are the pods of
 * Kubernetes' own conformance data; {@code random} are pods made at random from every field that
 * the standards look at.
 */
class ApiServerVerdictsTest {
  /** No standard changed later; versions beyond are judged as the last. */
  private static final int BEYOND_THE_LAST = 39;

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"fixtures.jsonl.gz", "random.jsonl.gz"})
  void every_version_says_what_the_api_server_says(String file) throws IOException {
    List<String> differences = new ArrayList<>();
    int pods = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode golden = JSON.readTree(line);
        pods++;
        compare(differences, golden, Level.BASELINE);
        compare(differences, golden, Level.RESTRICTED);
      }
    }
    assertThat(pods).isGreaterThan(300);
    assertThat(differences).isEmpty();
  }

  private static void compare(List<String> differences, JsonNode golden, Level level) {
    PodTemplate template = template(golden);
    JsonNode changes = golden.get(level.label());
    for (int i = 0; i < changes.size(); i++) {
      List<String> expected = new ArrayList<>();
      changes.get(i).get("says").forEach(text -> expected.add(text.asText()));
      boolean last = i + 1 == changes.size();
      int end = last ? BEYOND_THE_LAST : changes.get(i + 1).get("v").asInt() - 1;
      for (int minor = changes.get(i).get("v").asInt(); minor <= end; minor++) {
        compare(differences, new Standard(level, new Version(minor)), template, expected);
      }
      if (last) {
        compare(differences, new Standard(level, Version.LATEST), template, expected);
      }
    }
  }

  private static void compare(
      List<String> differences, Standard standard, PodTemplate template, List<String> expected) {
    List<String> actual =
        PodSecurity.evaluate(standard, template).stream().map(Violation::text).toList();
    if (!actual.equals(expected)) {
      differences.add(
          "%s of %s%n  expected %s%n  but was  %s"
              .formatted(standard.label(), template.spec(), expected, actual));
    }
  }

  private static PodTemplate template(JsonNode golden) {
    Node pod = Node.of(JSON.convertValue(golden.get("pod"), Map.class));
    String path = golden.get("bare").asBoolean() ? "spec" : "spec.template.spec";
    return PodTemplate.of(pod.at("metadata"), pod.at("spec"), path);
  }

  private static BufferedReader open(String file) throws IOException {
    InputStream stream =
        Objects.requireNonNull(ApiServerVerdictsTest.class.getResourceAsStream(file), file);
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8));
  }
}
