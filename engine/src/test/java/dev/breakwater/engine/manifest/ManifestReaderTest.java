package dev.breakwater.engine.manifest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.node.Node;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
      spec:
        containers:
        - name: cart
          image: cart:1
          securityContext:
            privileged: true
      """;

  private static Manifests read(String text) {
    return ManifestReader.read(text, "app.yaml");
  }

  private static String names(Manifests manifests) {
    return manifests.objects().stream()
        .map(object -> object.ref().toString())
        .collect(joining(", "));
  }

  private static String config(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
  }

  @Test
  void every_value_knows_its_line() {
    KubernetesObject pod = read("# a comment\n---\n\n" + POD).objects().getFirst();

    assertThat(pod.origin().line()).isEqualTo(4);
    Node body = pod.body();
    assertThat(FieldPath.line(body, "metadata.name")).isEqualTo(7);
    assertThat(FieldPath.line(body, "spec.containers")).isEqualTo(9);
    assertThat(FieldPath.line(body, "spec.containers[name=cart]")).isEqualTo(10);
    assertThat(FieldPath.line(body, "spec.containers[name=cart].securityContext.privileged"))
        .isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n---\n", "\r\n---\r\n", "\n---  # next\n", "\n...\n---\n", "\n---\n---\n"})
  void documents_are_parted_by_markers(String marker) {
    assertThat(names(read(config("one") + marker + config("two"))))
        .isEqualTo("ConfigMap one, ConfigMap two");
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_change_nothing() {
    Manifests manifests = read("\uFEFF" + POD.replace("\n", "\r\n"));

    assertThat(manifests.problems()).isEmpty();
    assertThat(
            FieldPath.line(
                manifests.objects().getFirst().body(),
                "spec.containers[0].securityContext.privileged"))
        .isEqualTo(10);
    assertThat(manifests.objects().getFirst().body().at("kind").text()).contains("Pod");
  }

  @Test
  void a_marker_inside_a_text_is_text_where_it_is_indented() {
    String text = config("one") + "data:\n  file: |\n    ---\n    a: b\n---\n" + config("two");

    assertThat(names(read(text))).isEqualTo("ConfigMap one, ConfigMap two");
    assertThat(read(text).objects().getFirst().body().at("data", "file").text())
        .contains("---\na: b\n");
  }

  @Test
  void a_broken_document_is_named_with_its_line_and_the_others_are_read() {
    Manifests manifests = read(config("one") + "---\na: b: c\n---\n" + config("two"));

    assertThat(names(manifests)).isEqualTo("ConfigMap one, ConfigMap two");
    assertThat(manifests.problems())
        .singleElement()
        .asString()
        .startsWith("app.yaml:5: is not valid YAML: mapping values are not allowed here");
  }

  @Test
  void lists_are_taken_apart_nested_ones_too() {
    Manifests manifests =
        read(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: List
              items:
              - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
            - {apiVersion: v1, kind: Secret, metadata: {name: two}}
            """);

    assertThat(names(manifests)).isEqualTo("ConfigMap one, Secret two");
    assertThat(manifests.objects()).extracting(object -> object.origin().line()).contains(7, 8);
  }

  @Test
  void items_of_a_typed_list_take_their_kind_from_it() {
    assertThat(names(read("{apiVersion: v1, kind: SecretList, items: [{metadata: {name: a}}]}")))
        .isEqualTo("Secret a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}",
        """
        {
        \t"apiVersion":\t"v1",
        \t"kind": "ConfigMap",
        \t"metadata": {"name": "a"}
        }
        """,
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
        "apiVersion:\tv1\nkind: \tConfigMap\nmetadata:\n  name:\ta\n"
      })
  void json_and_flow_style_and_tabs_are_read(String text) {
    assertThat(names(read(text))).isEqualTo("ConfigMap a");
    assertThat(read(text).problems()).isEmpty();
  }

  @Test
  void json_objects_may_follow_one_another() {
    String one = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}";

    assertThat(names(read(one + one + "\n" + one)))
        .isEqualTo("ConfigMap a, ConfigMap a, ConfigMap a");
    Manifests cut = read(one + "\n\n{\"apiVersion\": ");
    assertThat(names(cut)).isEqualTo("ConfigMap a");
    assertThat(cut.problems())
        .singleElement()
        .asString()
        .startsWith("app.yaml:3: is not valid JSON");
  }

  @Test
  void a_key_that_is_set_twice_is_refused() {
    assertThat(read(config("a") + "data:\n  x: 1\n  y: 2\n  x: 3\n").problems())
        .singleElement()
        .asString()
        .isEqualTo(
            "app.yaml:7: the key \"x\" is already set in this mapping: remove one of the two");
    assertThat(read("{\"kind\": \"A\",\n \"kind\": \"B\"}").problems())
        .singleElement()
        .asString()
        .startsWith("app.yaml:2: the key \"kind\" is already set");
  }

  @Test
  void a_chart_that_was_not_rendered_is_told_to_be() {
    Manifests manifests =
        read("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n");

    assertThat(manifests.problems())
        .singleElement()
        .asString()
        .startsWith("app.yaml:4: holds a template expression ({{ }}): render the chart first");
    assertThat(read(config("\"{{ .Release.Name }}-a\"")).problems())
        .singleElement()
        .asString()
        .contains("render the chart first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicaCount: 1\nimage: {tag: x}\n",
        "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
        "services:\n  web:\n    image: nginx\n",
        "- hosts: all\n",
        "resources: [a.yaml]\n",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n$patch: delete\n",
        "apiVersion: v1\nkind: Config\nclusters: []\n",
        "just text"
      })
  void other_documents_are_set_aside(String text) {
    Manifests manifests = read(text);

    assertThat(manifests.objects()).isEmpty();
    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.ignored()).singleElement().extracting(Problem::line).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "---\n", "# nothing\n---\n# more\n", "%YAML 1.1\n---\n", "null"})
  void an_empty_document_is_nothing(String text) {
    Manifests manifests = read(text);

    assertThat(manifests.objects()).isEmpty();
    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.ignored()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          privileged: true | privileged: "true" | 10 | Pod cart: spec.containers[name=cart].securityContext.privileged is text, must be true or false: take the quotes away
          name: cart | name: 12 | 4 | Pod: metadata.name is a number, must be text: put it in quotes
          image: cart:1 | image: [cart] | 8 | Pod cart: spec.containers[name=cart].image is a list, must be text: correct it
          image: cart:1 | args: [-p, 80] | 8 | Pod cart: spec.containers[name=cart].args[1] is a number, must be text: put it in quotes
          image: cart:1 | env: [{name: A, value: 1}] | 8 | Pod cart: spec.containers[name=cart].env[name=A].value is a number, must be text: put it in quotes
          image: cart:1 | env: {A: b} | 8 | Pod cart: spec.containers[name=cart].env is a mapping, must be a list: begin each of its items with a dash
          spec: | spec: {containers: {name: a}}\\nmore: | 5 | Pod cart: spec.containers is a mapping, must be a list: begin each of its items with a dash
          spec: | spec: {containers: [a]}\\nmore: | 5 | Pod cart: spec.containers[0] is text, must be a mapping: correct it
          spec: | spec: {containers: [null]}\\nmore: | 5 | Pod cart: spec.containers[0] is empty, must be a mapping: fill it in or remove it
          spec: | spec: {}\\nmore: | 5 | Pod cart: spec.containers is missing or empty: add a container
          spec: | more: | 1 | Pod cart: spec.containers is missing or empty: add a container
          kind: Pod | Kind: Pod | 1 | kind is missing: add it
          apiVersion: v1 | version: v1 | 1 | apiVersion is missing: add it
          kind: Pod | kind: [Pod] | 2 | kind must be text that is not empty: correct it
          name: cart | title: cart | 3 | Pod: metadata.name is missing: add it
          """)
  void what_the_api_server_would_refuse_is_a_problem(
      String part, String replacement, int line, String message) {
    Manifests manifests =
        read(POD.replaceFirst(Pattern.quote(part), replacement.replace("\\n", "\n")));

    assertThat(manifests.objects()).isEmpty();
    assertThat(manifests.problems()).containsExactly(new Problem("app.yaml", line, message));
  }

  @Test
  void the_name_may_be_left_to_the_api_server() {
    assertThat(names(read(POD.replace("name: cart\nspec", "generateName: cart-\nspec"))))
        .isEqualTo("Pod cart-");
  }

  @Test
  void aliases_that_multiply_are_a_problem_and_not_the_end() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    IntStream.range(1, 12)
        .forEach(
            i ->
                laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9))));

    assertThat(read(laughs.toString()).problems())
        .singleElement()
        .asString()
        .contains("aliases repeat more than 400000 values");
  }

  @Test
  void nesting_without_end_is_a_problem_and_not_the_end() {
    for (String deep :
        new String[] {
          "a: " + "[".repeat(100_000),
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000),
          "- ".repeat(100_000),
          "a0: &a0 []\n"
              + IntStream.range(1, 200)
                  .mapToObj(i -> "a%d: &a%d [*a%d]\n".formatted(i, i, i - 1))
                  .collect(joining())
        }) {
      assertThat(read(deep).problems()).as(deep.substring(0, 20)).hasSize(1);
    }
  }

  @Test
  void bytes_that_are_no_text_are_a_problem() {
    assertThat(ManifestReader.read(new byte[] {'a', (byte) 0xC3, '('}, "-").problems())
        .containsExactly(new Problem("-", 1, "is not UTF-8 text: save it as UTF-8"));
    assertThat(names(ManifestReader.read(POD.getBytes(StandardCharsets.UTF_16), "-")))
        .isEqualTo("Pod cart");
  }

  @Test
  void an_alias_stands_for_its_anchor_at_its_own_line() {
    Node body = read(config("a") + "a: &x\n  k: 1\nz: *x\n").objects().getFirst().body();

    assertThat(body.at("z", "k").integer()).hasValue(1);
    assertThat(FieldPath.line(body, "z")).isEqualTo(6);
  }
}
