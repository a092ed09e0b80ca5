package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.ControlPlane;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code breakwater scan --context} on a real API server. */
class ClusterScanIT {
  private static final String KUBECONFIG = "kubeconfig";

  @TempDir private static Path folder;

  private static String context = "";

  private record Result(int exit, String out, String err) {}

  @BeforeAll
  static void run_a_workload_that_asks_for_trouble() throws Exception {
    ControlPlane plane = ControlPlane.shared();
    Path manifests = folder.resolve("shop.yaml");
    Files.writeString(
        manifests,
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: cli-shop}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cart, namespace: cli-shop}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec:
              containers:
              - name: cart
                image: registry.example.com/shop/cart:1.4
                securityContext: {privileged: true}
        ---
        apiVersion: breakwater.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: cli-digests}
        spec:
          match:
            namespaces: {selector: {matchLabels: {kubernetes.io/metadata.name: cli-shop}}}
            images: ["**"]
          source: {digest: Require}
        """);
    plane.kubectl().run("apply", "-f", manifests.toString()).orFail();
    System.setProperty(KUBECONFIG, plane.kubeconfig().toString());
    context = plane.kubectl().run("config", "current-context").orFail().strip();
  }

  @AfterAll
  static void forget_the_cluster() {
    System.clearProperty(KUBECONFIG);
  }

  @Test
  void a_namespace_of_the_cluster_is_judged_without_files() {
    Result result = scan("--context", context, "-o", "json");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains("\"name\": \"namespace-cli-shop\"", "BW-NS-001")
        .doesNotContain("\"line\"", "\"file\"");
  }

  @Test
  void an_unknown_context_is_bad_input_and_the_known_ones_are_named() {
    Result result = scan("--context", "elsewhere");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("elsewhere", context);
  }

  private static Result scan(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "scan";
    System.arraycopy(more, 0, args, 1, more.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      int exit = Cli.run(args, InputStream.nullInputStream(), outStream, errStream);
      outStream.flush();
      errStream.flush();
      return new Result(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
