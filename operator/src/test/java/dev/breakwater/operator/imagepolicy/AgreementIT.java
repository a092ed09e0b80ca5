package dev.breakwater.operator.imagepolicy;

import static dev.breakwater.operator.imagepolicy.Cluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.imagepolicy.Verdict;
import dev.breakwater.engine.imagepolicy.Violation;
import dev.breakwater.image.reference.ImagePattern;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.reference.TagPattern;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API server and the Java judgement say the same of every reference, word for word. */
class AgreementIT {
  private static final String HEX = "0123456789abcdef".repeat(4);

  private static final List<String> NASTY =
      List.of(
          "nginx:",
          "nginx:@sha256:" + HEX,
          "nginx@sha256:" + HEX,
          "nginx:latest@sha256:" + HEX,
          "nginx@sha512:" + HEX + HEX,
          "nginx@md5:" + HEX,
          "exa_mple.com/a",
          "exa_mple.com/a:1.2",
          "exa_mple.com:5000/a",
          "foo.bar_baz/" + "a".repeat(243),
          "foo.bar_baz/" + "a".repeat(244),
          "registry.example.com/" + "a".repeat(255),
          "registry.example.com/" + "a".repeat(256),
          "[::1]:5000/a",
          "[::1]/a:1",
          "localhost/a",
          "localhost:5000/a/b:1.2-rc1",
          "localhost:5000",
          "index.docker.io/nginx",
          "index.docker.io/a/b:1",
          "docker.io/nginx:1.2",
          "docker.io/library/nginx",
          "docker.io/",
          "EXAMPLE/a",
          "Nginx",
          "a/B",
          HEX,
          "library/" + HEX,
          "a--b/c__d.e:V1",
          "a.-b/c",
          "a___b",
          "registry.example.com/team/cart:1.0-RC1@sha256:" + HEX,
          "registry.example.com/team/cart:" + "v".repeat(128),
          "registry.example.com/team/cart:" + "v".repeat(129),
          "nginx ",
          " nginx",
          "ngi nx",
          "http://nginx",
          "nginx@sha256:" + HEX + "@sha256:" + HEX,
          " ",
          "\t",
          "ngin\u00e9",
          "\u00c9/a");

  private static final List<String> SOURCES =
      List.of(
          "{registries: {allow: [\"docker.io/library/*\", \"registry.example.com/**\"], deny:"
              + " [\"**:*-rc?\", \"**/cart\"]}, tags: {deny: [latest, \"?\", \"1.*\"]}, digest:"
              + " Require}",
          "{registries: {deny: [\"**@sha256:0*\", \"localhost*/**:*\", \"?::1?:5000/**\"]}, tags:"
              + " {deny: [\"*\"]}}",
          "{registries: {allow: [\"**:1.*\", \"**@sha512:*\", \"**/*:*v*\", \"exa_mple.*/a\"]}}",
          "{registries: {allow: [\"*.*/**\", \"localhost/a\"]}, tags: {deny: [\"*v\", \"l*t\"]}}");

  private final KubernetesClient client = Cluster.ready();
  private final Random random = new Random(2026);

  /** A policy in force in a namespace of its own. */
  private record InForce(Policy policy, String namespace) {}

  @AfterEach
  void removePolicies() {
    client.resources(ImagePolicy.class).delete();
  }

  @Test
  void on_every_hand_made_reference() throws IOException {
    List<InForce> policies = SOURCES.stream().map(source -> inForce("[\"**\"]", source)).toList();
    List<String> golden = golden().filter(image -> !image.isEmpty()).toList();
    assertThat(golden).hasSizeGreaterThan(400);

    List<String> different = new ArrayList<>();
    for (String image : NASTY) {
      for (InForce policy : policies) {
        difference(policy, image).ifPresent(different::add);
      }
    }
    for (int i = 0; i < golden.size(); i++) {
      difference(policies.get(i % policies.size()), golden.get(i)).ifPresent(different::add);
    }

    assertThat(different).isEmpty();
  }

  @Test
  void on_random_references_under_random_policies() {
    List<InForce> policies = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      policies.add(
          inForce(
              patterns(1 + random.nextInt(3)),
              "{registries: {allow: %s, deny: %s}, tags: {deny: %s}, digest: %s}"
                  .formatted(
                      patterns(1 + random.nextInt(8)),
                      patterns(random.nextInt(3)),
                      list(
                          random.nextInt(3), "a1.*?-v", 4, text -> isValid(TagPattern.parse(text))),
                      random.nextInt(4) == 0 ? "Require" : "Ignore")));
    }

    List<String> different = new ArrayList<>();
    int refused = 0;
    int satisfied = 0;
    for (int i = 0; i < 600; i++) {
      InForce policy = policies.get(random.nextInt(policies.size()));
      String image = reference();
      difference(policy, image).ifPresent(different::add);
      switch (policy.policy().judge(image)) {
        case Verdict.NotApplicable none -> {}
        case Verdict.Satisfies satisfies -> satisfied++;
        case Verdict.Violates violates -> refused++;
      }
    }

    assertThat(different).isEmpty();
    assertThat(refused).isGreaterThan(100);
    assertThat(satisfied).isGreaterThan(20);
  }

  @Test
  void on_what_a_pattern_is() {
    int taken = 0;
    List<String> different = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String pattern = text(i % 2 == 0 ? "aA.*/:@" : "a1_-.?**//:@", 10);
      Optional<String> refusal =
          refusal(
              client,
              Cluster.policy(
                  "pattern",
                  "{namespaces: {selector: {}}}",
                  "Deny",
                  "{registries: {deny: [\"" + pattern + "\"]}}"));
      taken += refusal.isEmpty() ? 1 : 0;
      // the CRD also refuses some that can match nothing, as it says
      if (refusal.isEmpty() && !isValid(ImagePattern.parse(pattern))) {
        different.add(pattern);
      }
    }

    assertThat(different).isEmpty();
    assertThat(taken).isGreaterThan(10);
  }

  private InForce inForce(String images, String source) {
    String name = Cluster.name("agreement");
    String namespace = Cluster.namespace(client, Map.of("policy", name));
    ImagePolicy policy =
        Cluster.policy(
            name,
            "{images: %s, namespaces: {selector: {matchLabels: {policy: %s}}}}"
                .formatted(images, name),
            "Deny",
            source);
    client.resource(policy).serverSideApply();
    await().until(() -> refusal(client, template(namespace, "No-Reference")).isPresent());
    return new InForce(Policy.read(policy).orElseThrow(), namespace);
  }

  private Optional<String> difference(InForce policy, String image) {
    Optional<String> expected = expected(policy.policy(), image);
    Optional<String> refusal = refusal(client, template(policy.namespace(), image));
    boolean same =
        expected.isPresent()
            ? refusal.filter(message -> message.endsWith(expected.get())).isPresent()
            : refusal.isEmpty();
    return same
        ? Optional.empty()
        : Optional.of(
            "\"" + image + "\" under " + policy.policy() + ": Java " + expected + ", " + refusal);
  }

  private static Optional<String> expected(Policy policy, String image) {
    return switch (policy.judge(image)) {
      case Verdict.NotApplicable none -> Optional.empty();
      case Verdict.Satisfies satisfies -> Optional.empty();
      case Verdict.Violates(List<Violation> violations) ->
          Optional.of(
              isPrintable(image)
                  ? "denied request: ImagePolicy "
                      + policy.name()
                      + ": "
                      + violations.stream()
                          .map(Violation::message)
                          .collect(Collectors.joining(" | "))
                  : "");
    };
  }

  private static boolean isPrintable(String image) {
    return image.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** A pod template may hold what a pod may not, such as white space around an image. */
  private static HasMetadata template(String namespace, String image) {
    return new PodTemplateBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("x")
        .endMetadata()
        .withNewTemplate()
        .withSpec(Cluster.pod("", "", image).getSpec())
        .endTemplate()
        .build();
  }

  private static Stream<String> golden() throws IOException {
    Path file =
        Path.of(
            System.getProperty("breakwater.root"),
            "image/src/test/resources/dev/breakwater/image/reference/references.tsv");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> unescaped(line.split("\t", 2)[0]));
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))))
        .replace("\\\\", "\\");
  }

  private String patterns(int count) {
    return list(
        count,
        "ab.**//?:1@",
        9,
        text -> isValid(ImagePattern.parse(text)) && isTakenByTheCrd(text));
  }

  private String list(int count, String alphabet, int length, Predicate<String> legal) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      String text = text(alphabet, length);
      if (legal.test(text) && !texts.contains(text)) {
        texts.add(text);
      }
    }
    return texts.stream().map(text -> "\"" + text + "\"").toList().toString();
  }

  /** The CRD asks for a little more: a pattern that can match something. */
  private static boolean isTakenByTheCrd(String pattern) {
    return pattern.startsWith("**") || pattern.matches("(localhost|[^/]*[.:*?][^/]*)/.*");
  }

  private String reference() {
    return switch (random.nextInt(3)) {
      case 0 -> text("ab.:1//_-@", 9);
      case 1 -> "a.b/" + text("ab1.//:", 7);
      default -> "b." + text("ab", 2) + "/" + text("ab", 3) + ":" + text("1a.-v", 4);
    };
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    int size = 1 + random.nextInt(length);
    for (int i = 0; i < size; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean isValid(Parsed<?> parsed) {
    return parsed instanceof Parsed.Valid<?>;
  }
}
