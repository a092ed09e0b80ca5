package dev.breakwater.api.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents as people write them. Each is one object; where a file has two, the second is an update
 * of the first. An invalid one begins with {@code # rejected: } lines, all of which must be in the
 * API server's message.
 */
class CorpusIT {
  private static final Path CORPUS =
      Path.of(System.getProperty("breakwater.root"), "crds/src/test/resources/corpus");
  private static final String REJECTED = "# rejected: ";
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final ObjectMapper TREES = new ObjectMapper();

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "ScanSchedule", ScanSchedule.class,
          "ImagePolicy", ImagePolicy.class,
          "NetworkIsolationProfile", NetworkIsolationProfile.class,
          "SecurityReport", SecurityReport.class);

  private final KubernetesClient client = ControlPlane.shared().admin();

  static List<Path> valid() throws IOException {
    return files("valid");
  }

  static List<Path> invalid() throws IOException {
    return files("invalid");
  }

  @Test
  void the_corpus_is_large_enough_to_mean_something() throws IOException {
    assertThat(valid()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(invalid()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void a_valid_document_is_taken(Path file) throws IOException {
    for (String document : documents(file)) {
      assertThat(dryRun(document).create()).as(file.toString()).isNotNull();
    }
  }

  /** So that a policy read by the command line means what it means in the cluster. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void a_document_means_the_same_with_and_without_the_defaults_of_the_api_server(Path file)
      throws IOException {
    for (String document : documents(file)) {
      HasMetadata stored = dryRun(document).create();

      JsonNode fromCluster = content(JSON.asJson(stored), stored.getKind());
      JsonNode fromFile = content(document, stored.getKind());

      assertThat(fromFile).as(file.toString()).isEqualTo(fromCluster);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void an_invalid_document_is_refused_with_a_message_that_helps(Path file) throws IOException {
    List<String> documents = documents(file);
    String last = documents.get(documents.size() - 1);
    KubernetesClientException refusal;
    if (documents.size() == 1) {
      refusal = catchThrowableOfType(KubernetesClientException.class, () -> dryRun(last).create());
    } else {
      HasMetadata first = client.resource(parse(documents.get(0))).create();
      refusal =
          catchThrowableOfType(
              KubernetesClientException.class,
              () -> client.resource(parse(last)).dryRun().forceConflicts().serverSideApply());
      client.resource(first).delete();
    }

    assertThat(refusal).as("%s was accepted", file).isNotNull();
    assertThat(refusal.getMessage()).as(file.toString()).contains(expected(file));
  }

  private NonDeletingOperation<HasMetadata> dryRun(String document) {
    return client
        .resource(parse(document))
        .dryRun()
        .fieldValidation(FieldValidateable.Validation.STRICT);
  }

  private static HasMetadata parse(String document) {
    return JSON.unmarshal(document, GenericKubernetesResource.class);
  }

  /** The document as the bean understands it, without what only a server fills in. */
  private static JsonNode content(String document, String kind) throws IOException {
    HasMetadata bean = JSON.unmarshal(document, KINDS.get(kind));
    JsonNode tree = TREES.readTree(JSON.asJson(bean));
    ((ObjectNode) tree).remove("metadata");
    return tree;
  }

  private static List<String> expected(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(REJECTED))
            .map(line -> line.substring(REJECTED.length()))
            .toList();
    assertThat(expected).as("%s says with which message it is rejected", file).isNotEmpty();
    return expected;
  }

  private static List<String> documents(Path file) throws IOException {
    return List.of(Files.readString(file).split("(?m)^---\n"));
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS.resolve(folder))) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }
}
