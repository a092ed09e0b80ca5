package dev.breakwater.engine.imagepolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.image.reference.Parsed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  static Policy policy(String name, String spec) {
    return Policy.read(bean(name, spec)).orElseThrow();
  }

  private static ImagePolicy bean(String name, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: %s}
        spec: %s
        """
            .formatted(name, spec),
        ImagePolicy.class);
  }

  private static Policy source(String source) {
    return policy("p", "{match: {namespaces: {selector: {}}}, source: " + source + "}");
  }

  private static List<String> messages(Policy policy, String image) {
    return switch (policy.judge(image)) {
      case Verdict.NotApplicable none -> List.of("not applicable");
      case Verdict.Satisfies satisfies -> List.of();
      case Verdict.Violates(List<Violation> violations) ->
          violations.stream().map(Violation::message).toList();
    };
  }

  @Test
  void an_image_from_elsewhere_is_named_with_what_is_allowed() {
    Policy policy = source("{registries: {allow: [registry.example.com/**, docker.io/acme/*]}}");

    assertThat(messages(policy, "registry.example.com/shop/cart:1")).isEmpty();
    assertThat(messages(policy, "acme/cart:1")).isEmpty();
    assertThat(messages(policy, "quay.io/x/y:1"))
        .containsExactly(
            "source.registries.allow: quay.io/x/y:1 is not among registry.example.com/**,"
                + " docker.io/acme/*");
  }

  @Test
  void a_short_name_is_shown_with_what_it_means() {
    assertThat(messages(source("{registries: {allow: [quay.io/**]}}"), "nginx:1"))
        .containsExactly(
            "source.registries.allow: nginx:1 (docker.io/library/nginx) is not among quay.io/**");
  }

  @Test
  void a_long_allow_list_is_cut_in_the_message() {
    List<String> patterns = IntStream.range(0, 64).mapToObj(i -> "r" + i + ".io/**").toList();

    assertThat(messages(source("{registries: {allow: " + patterns + "}}"), "quay.io/x/y"))
        .containsExactly(
            "source.registries.allow: quay.io/x/y is not among r0.io/**, r1.io/**, r2.io/** and 61"
                + " more");
  }

  @Test
  void deny_wins_over_allow() {
    Policy policy = source("{registries: {allow: [\"**\"], deny: [\"docker.io/**:1.*\"]}}");

    assertThat(messages(policy, "quay.io/x/y:1.2")).isEmpty();
    assertThat(messages(policy, "nginx:2.0")).isEmpty();
    assertThat(messages(policy, "nginx:1.2"))
        .containsExactly(
            "source.registries.deny: nginx:1.2 (docker.io/library/nginx) matches docker.io/**:1.*");
  }

  @Test
  void no_tag_means_latest_and_a_digest_alone_has_no_tag() {
    Policy policy = source("{tags: {deny: [latest, \"*-rc*\"]}}");

    assertThat(messages(policy, "nginx:1.27")).isEmpty();
    assertThat(messages(policy, "nginx" + DIGEST)).isEmpty();
    assertThat(messages(source("{tags: {deny: [\"*\"]}}"), "nginx" + DIGEST)).isEmpty();
    assertThat(messages(policy, "nginx"))
        .containsExactly(
            "source.tags.deny: nginx (means :latest) matches latest; name another version");
    assertThat(messages(policy, "nginx:2-rc1" + DIGEST))
        .containsExactly(
            "source.tags.deny: nginx:2-rc1" + DIGEST + " matches *-rc*; name another version");
  }

  @Test
  void all_that_is_wrong_with_an_image_is_said_at_once() {
    Policy policy =
        source("{registries: {allow: [quay.io/**]}, tags: {deny: [latest]}, digest: Require}");

    assertThat(messages(policy, "nginx"))
        .satisfiesExactly(
            allow -> assertThat(allow).startsWith("source.registries.allow: "),
            tag -> assertThat(tag).startsWith("source.tags.deny: "),
            digest ->
                assertThat(digest)
                    .isEqualTo("source.digest: nginx has no digest; append @sha256:..."));
    assertThat(messages(policy, "quay.io/x/y:1" + DIGEST)).isEmpty();
  }

  @Test
  void an_image_that_is_not_matched_is_none_of_its_business() {
    Policy policy =
        policy(
            "p",
            "{match: {namespaces: {selector: {}}, images: [\"**/cart\"]}, source: {digest:"
                + " Require}}");

    assertThat(policy.judge("quay.io/shop/web:1")).isEqualTo(new Verdict.NotApplicable());
    assertThat(policy.judge("quay.io/shop/cart:1")).isInstanceOf(Verdict.Violates.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nginx", "nginx:", "nginx@sha256:abc", " nginx", "quay.io/a b"})
  void what_no_runtime_can_pull_violates_every_policy_that_holds(String image) {
    Policy policy = policy("p", "{match: {namespaces: {selector: {}}, images: [quay.io/x]}}");

    assertThat(messages(policy, image))
        .containsExactly("image: " + image + " is no valid reference");
  }

  @Test
  void what_a_terminal_would_obey_is_not_repeated() {
    assertThat(messages(source("{digest: Require}"), "a\u001b[2Jb"))
        .containsExactly("image: a?[2Jb is no valid reference");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void white_space_is_no_image(String image) {
    assertThat(source("{digest: Require}").judge(image)).isEqualTo(new Verdict.NotApplicable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                    | shop        | true",
        "{}                                                    | kube-system | false",
        "{matchLabels: {team: a}}                              | kube-system | false",
        "{matchLabels: {kubernetes.io/metadata.name: kube-system}} | kube-system | true",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [shop,"
            + " kube-system]}]} | kube-system | true",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]} | kube-system |"
            + " false",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}"
            + " | kube-system | false",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}"
            + " | web | true",
      })
  void system_namespaces_are_exempt_unless_named(String selector, String namespace, boolean holds) {
    Policy policy = policy("p", "{match: {namespaces: {selector: " + selector + "}}}");

    assertThat(
            policy.holdsIn(
                Map.of("kubernetes.io/metadata.name", namespace, "team", "a"),
                namespace.startsWith("kube-")))
        .isEqualTo(holds);
  }

  @Test
  void every_mistake_in_a_policy_is_named_with_its_field() {
    ImagePolicy bad =
        bean(
            "bad",
            "{match: {images: [nginx]}, source: {registries: {allow: [\"**\", \"*\"]}, tags: {deny:"
                + " [\"nginx:latest\"]}}}");

    assertThat(((Parsed.Invalid<Policy>) Policy.read(bad)).reason())
        .isEqualTo(
            "spec.match.namespaces.selector is absent; write {} for every namespace;"
                + " spec.match.images[0]: pattern \"nginx\" names no registry; write"
                + " docker.io/library/nginx; spec.source.registries.allow[1]: pattern \"*\" matches"
                + " no image, as a name always has a slash; write **; spec.source.tags.deny[0]: tag"
                + " pattern \"nginx:latest\" holds more than a tag; write only the tag: latest");
  }

  @Test
  void a_selector_with_a_mistake_is_no_policy() {
    assertThat(
            Policy.read(
                bean("bad", "{match: {namespaces: {selector: {matchLabels: {\"a b\": c}}}}}")))
        .isInstanceOf(Parsed.Invalid.class);
  }

  @Test
  void an_expression_that_is_none_is_named_with_its_place() {
    Parsed<Policy> read =
        Policy.read(
            bean(
                "p",
                "{match: {namespaces: {selector: {}}}, rules: [{name: a, expression: \"image.typo"
                    + " == ''\", message: never}]}"));

    assertThat(read)
        .isEqualTo(
            new Parsed.Invalid<Policy>(
                "spec.rules[0].expression: \"image.typo == ''\" is no rule: at character 6 of line"
                    + " 1: undefined field 'typo'; correct it there, kubectl explain"
                    + " imagepolicy.spec.rules.expression says what it can ask"));
  }

  @Test
  void mistakes_that_the_command_line_alone_can_see_are_named_too() {
    Parsed<Policy> read =
        Policy.read(
            bean(
                "p",
                "{match: {namespaces: {selector: {}}}, source: {maxAge: 3w}, vulnerabilities:"
                    + " {failOn: High}, secrets: {}, exceptions: [{vulnerabilities: [], expires:"
                    + " 2026-02-30}]}"));

    assertThat(read)
        .isEqualTo(
            new Parsed.Invalid<Policy>(
                "spec.exceptions[0].vulnerabilities is empty; name at least one, as CVE-2024-0001;"
                    + " spec.exceptions[0].reason is absent; say why, for those who ask later;"
                    + " spec.exceptions[0].status is absent; write one of not_affected, affected,"
                    + " fixed, under_investigation; spec.exceptions[0].expires: \"2026-02-30\" is"
                    + " not a day; write one as 2027-01-31; spec.source.maxAge: \"3w\" is not a"
                    + " duration; write a whole number and one unit of h, d, for example 7d;"
                    + " spec.secrets.failOn is absent; write a severity, for example High"));
  }
}
