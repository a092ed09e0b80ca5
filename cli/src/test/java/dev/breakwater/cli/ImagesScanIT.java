package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.ContainerImage;
import dev.breakwater.testing.Layer;
import dev.breakwater.testing.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code breakwater scan --images} with a real registry. */
class ImagesScanIT {
  private static final Path OSV = Path.of("src/test/resources/golden/image-json/osv.json");

  @TempDir private static Path folder;

  private static Registry registry;

  private record Call(int exit, String out, String err) {}

  @BeforeAll
  static void push_an_image_with_a_vulnerable_package() {
    registry = Registry.start();
    Layer system = Layer.of(Map.of("etc/hostname", "base"));
    registry.push("library/base:1", ContainerImage.of(system));
    registry.push(
        "shop/cart:1.4",
        ContainerImage.of(
            system,
            Layer.of(
                Map.of(
                    "app/node_modules/lodash/package.json",
                    "{\"name\": \"lodash\", \"version\": \"4.17.20\"}"))));
  }

  @AfterAll
  static void stop_the_registry() {
    registry.close();
  }

  @Test
  void what_is_in_an_image_is_reported_with_the_workloads_that_use_it() throws IOException {
    Path manifests =
        manifests(deployment("cart", "shop/cart:1.4"), deployment("api", "shop/cart:1.4"));
    long before = registry.blobReads();

    Call call = scan(manifests, "-o", "json");

    assertThat(call.exit()).isEqualTo(1);
    assertThat(call.out())
        .contains("\"CVE-2021-23337\"", "\"state\": \"Scanned\"", "\"BW-VUL-001\"")
        .containsOnlyOnce("\"name\": \"deployment-cart\"")
        .containsOnlyOnce("\"name\": \"deployment-api\"");
    assertThat(call.out().split("\"check\": \"BW-VUL-001\"", -1)).hasSize(3);
    assertThat(registry.blobReads() - before).isLessThanOrEqualTo(3);
  }

  @Test
  void an_image_that_is_not_there_is_said_and_the_others_are_judged() throws IOException {
    Path manifests =
        manifests(deployment("cart", "shop/cart:1.4"), deployment("gone", "shop/gone:1"));

    Call json = scan(manifests, "-o", "json");
    Call table = scan(manifests);

    assertThat(json.exit()).isEqualTo(2);
    assertThat(json.err()).contains("shop/gone:1: NotInRegistry");
    assertThat(json.out())
        .contains("\"state\": \"Failed\"", "\"reason\": \"NotInRegistry\"", "\"CVE-2021-23337\"");
    assertThat(table.out()).contains("1 of 2 images read");
  }

  @Test
  void a_policy_is_judged_on_what_is_in_the_image() throws IOException {
    Path manifests = manifests(deployment("cart", "shop/cart:1.4"));
    Files.writeString(
        manifests.resolve("policy.yaml"),
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: production}
        spec:
          match: {namespaces: {selector: {}}, images: ["**"]}
          vulnerabilities: {failOn: High}
        """);

    Call call = scan(manifests, "-o", "json");

    assertThat(call.out()).contains("\"production\": \"Violates\"");
  }

  @Test
  void layers_of_a_base_are_the_proof_that_a_policy_wants() throws IOException {
    Path manifests = manifests(deployment("cart", "shop/cart:1.4"));
    Files.writeString(
        manifests.resolve("policy.yaml"),
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: bases}
        spec:
          match: {namespaces: {selector: {}}, images: ["**"]}
          source: {baseImages: {allow: ["**/library/base:*"]}}
        """);
    String base = registry.address() + "/library/base:1";

    assertThat(scan(manifests, "-o", "json").out()).contains("\"bases\": \"Violates\"");
    assertThat(scan(manifests, "-o", "json", "--base", base).out())
        .contains("\"bases\": \"Satisfies\"", "\"base\": \"" + base + "\"");
  }

  private static Path manifests(String... documents) throws IOException {
    Path manifests = Files.createTempDirectory(folder, "manifests");
    Files.writeString(manifests.resolve("all.yaml"), String.join("---\n", documents));
    return manifests;
  }

  private static String deployment(String name, String image) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s, namespace: shop}
    spec:
      selector: {matchLabels: {app: %s}}
      template:
        metadata: {labels: {app: %s}}
        spec:
          containers:
          - {name: main, image: "%s/%s"}
    """
        .formatted(name, name, name, registry.address(), image);
  }

  private static Call scan(Path manifests, String... more) {
    String[] args = {
      "scan",
      manifests.toString(),
      "--images",
      "--insecure",
      registry.address(),
      "--osv",
      OSV.toString()
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      int exit = Cli.run(all, InputStream.nullInputStream(), outStream, errStream);
      outStream.flush();
      errStream.flush();
      return new Call(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
