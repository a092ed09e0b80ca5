package dev.breakwater.operator;

import static dev.breakwater.operator.Stage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.ImageScanState;
import dev.breakwater.api.v1alpha1.ImageScanStatus;
import dev.breakwater.api.v1alpha1.LastRun;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.api.v1alpha1.ScanScheduleStatus;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.operator.runtime.ImageSettings;
import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.Feature;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import dev.breakwater.testing.ContainerImage;
import dev.breakwater.testing.Layer;
import dev.breakwater.testing.Registry;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Images that run, read from a real registry by an operator with the chart's rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImagesIT {
  private static final String STATUS =
      """
      Package: libssl3
      Status: install ok installed
      Architecture: amd64
      Source: openssl
      Version: 3.0.11-1~deb12u1
      Maintainer: Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>

      Package: zlib1g
      Status: install ok installed
      Architecture: amd64
      Source: zlib
      Version: 1:1.2.13.dfsg-1
      Maintainer: Mark Brown <broonie@debian.org>

      """;
  private static final Layer DEBIAN =
      Layer.of(
          Map.of(
              "etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n",
              "etc/debian_version", "12.5\n",
              "var/lib/dpkg/status", STATUS));
  private static final Layer CARELESS =
      Layer.of(Map.of("app/settings.env", "AWS_ACCESS_KEY_ID=AKIA" + "Y3FQZ7TLN4WRC2BX\n"));

  private final Stage stage = new Stage();
  private final Registry registry = Registry.start();
  private final Registry secured = Registry.start(new Registry.Options(true, false));

  @TempDir private static Path folder;
  private Breakwater operator;
  private String cart = "";

  @BeforeAll
  void start() {
    for (String node : List.of("amd64", "arm64")) {
      stage.apply("{apiVersion: v1, kind: Node, metadata: {name: %s}}".formatted(node));
      stage.kubectl(
          "patch",
          "node",
          node,
          "--subresource=status",
          "-p",
          """
          {"status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "%s", "bootID": "", "containerRuntimeVersion": "",
            "kernelVersion": "", "kubeProxyVersion": "", "kubeletVersion": "", "machineID": "", "osImage": "", "systemUUID": ""}}}
          """
              .formatted(node));
    }
    advisories("before");
    registry.push("base/debian:12", ContainerImage.of(DEBIAN));
    operator = operator();
    operator.start();
  }

  @AfterAll
  void stop() {
    operator.close();
    stage.close();
    registry.close();
    secured.close();
  }

  private Breakwater operator() {
    return stage.operator(
        new Settings(
            Stage.HOME,
            "images",
            false,
            0,
            EnumSet.of(Feature.SCANS, Feature.IMAGE_SCANS, Feature.IMAGE_POLICIES),
            images()),
        code -> {});
  }

  private ImageSettings images() {
    try {
      return ImageSettings.from(
          Map.of(
              "BREAKWATER_CACHE",
              folder.resolve("cache").toString(),
              "BREAKWATER_ADVISORIES_PATH",
              folder.resolve("advisories").toString(),
              "BREAKWATER_BASES",
              registry.address() + "/base/debian:12",
              "BREAKWATER_INSECURE_REGISTRIES",
              registry.address() + "," + secured.address()));
    } catch (InvalidSettingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts another database in place, as somebody who keeps a copy of it would. */
  private void advisories(String edition) {
    try {
      Path place = Files.createDirectories(folder.resolve("advisories"));
      for (String file : List.of("metadata.json", "trivy.db")) {
        Path beside = place.resolve(file + ".new");
        try (InputStream in =
            Objects.requireNonNull(
                ImagesIT.class.getResourceAsStream("advisories/" + edition + "/" + file))) {
          Files.copy(in, beside);
        }
        Files.move(beside, place.resolve(file), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pod(String namespace, String name, String image, String imageId, String more) {
    stage.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %2$s, namespace: %1$s}
        spec: {nodeName: amd64, containers: [{name: main, image: "%3$s"}]%4$s}
        """
            .formatted(namespace, name, image, more));
    stage.kubectl(
        "patch",
        "pod",
        name,
        "-n",
        namespace,
        "--subresource=status",
        "-p",
        """
        {"status": {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 0,
          "image": "%s", "imageID": "%s"}]}}
        """
            .formatted(image, imageId));
  }

  private void place(String namespace) {
    stage.namespace(namespace);
    stage.schedule(namespace, namespace, false);
  }

  /** Asks for runs until one has seen all of these pods. */
  private ScanScheduleStatus scanned(String namespace, String... pods) {
    patiently()
        .until(
            () -> {
              stage.scan(namespace);
              return Arrays.stream(pods)
                  .allMatch(pod -> stage.report(namespace, "pod-" + pod).isPresent());
            });
    return stage.status(namespace);
  }

  private SecurityReport report(String namespace, String pod) {
    return stage.report(namespace, "pod-" + pod).orElseThrow();
  }

  private ReportImage image(String namespace, String pod) {
    return report(namespace, pod).getImages().getFirst();
  }

  private ImageScanStatus scan(String namespace, String pod) {
    return Objects.requireNonNull(image(namespace, pod).getScan());
  }

  private static Optional<Finding> about(SecurityReport report, String name) {
    return report.getFindings().stream()
        .filter(finding -> name.equals(finding.getPackageName()))
        .findFirst();
  }

  @Test
  @Order(1)
  void what_runs_is_read_and_compared_with_the_advisories() {
    cart = registry.push("shop/cart:1.4", ContainerImage.of(DEBIAN, CARELESS));
    place("shop");
    pod(
        "shop",
        "cart",
        registry.address() + "/shop/cart:1.4",
        registry.address() + "/shop/cart@" + cart,
        "");

    ScanScheduleStatus status = scanned("shop", "cart");

    SecurityReport report = report("shop", "cart");
    assertThat(image("shop", "cart").getOs()).isEqualTo("debian 12.5");
    assertThat(image("shop", "cart").getPlatform()).isEqualTo("linux/amd64");
    assertThat(scan("shop", "cart").getState()).isEqualTo(ImageScanState.SCANNED);
    Finding openssl = about(report, "openssl").orElseThrow();
    assertThat(openssl.getVulnerabilities()).containsExactly("CVE-2026-1001");
    assertThat(openssl.getFixed()).isEqualTo("3.0.15-1~deb12u1");
    assertThat(report.getFindings())
        .anySatisfy(
            finding -> {
              assertThat(finding.getCheck()).isEqualTo("BW-VUL-002");
              assertThat(finding.getMessage())
                  .contains("app/settings.env")
                  .doesNotContain("AKIAY3FQ");
            });
    LastRun run = Objects.requireNonNull(status.getLastRun());
    assertThat(run.getImages()).isEqualTo(1);
    assertThat(run.getImagesFailed()).isZero();
    assertThat(status.getConditions())
        .anySatisfy(
            condition -> {
              assertThat(condition.getType()).isEqualTo("ImagesScanned");
              assertThat(condition.getReason()).isEqualTo("AdvisoriesNotFresh");
            });
  }

  @Test
  @Order(2)
  void a_base_is_proved_by_its_own_layers() {
    patiently()
        .untilAsserted(
            () ->
                assertThat(image("shop", "cart").getBase())
                    .isEqualTo(registry.address() + "/base/debian:12"));
  }

  @Test
  @Order(3)
  void new_advisories_are_compared_without_a_pull() {
    int asked = registry.requests().size();
    advisories("after");

    patiently().until(() -> about(report("shop", "cart"), "zlib").isPresent());

    SecurityReport report = report("shop", "cart");
    String id = about(report, "zlib").orElseThrow().getId();
    assertThat(report.getChange().getNewFindings()).containsExactly(id);
    assertThat(about(report, "openssl")).isPresent();
    Condition news =
        Objects.requireNonNull(report.getStatus()).getConditions().stream()
            .filter(condition -> condition.getType().equals("NewlyVulnerable"))
            .findFirst()
            .orElseThrow();
    assertThat(news.getStatus()).isEqualTo("True");
    assertThat(news.getMessage()).contains("zlib (CVE-2026-2002)");
    assertThat(stage.admin.events().v1().events().inNamespace("shop").list().getItems())
        .anySatisfy(event -> assertThat(event.getReason()).isEqualTo("NewlyVulnerable"));
    assertThat(registry.requests()).hasSize(asked);
  }

  @Test
  @Order(4)
  void a_new_process_asks_no_registry() {
    operator.close();
    registry.stop();
    stage.kubectl("delete", "securityreport", "pod-cart", "-n", "shop");

    operator = operator();
    operator.start();
    scanned("shop", "cart");

    assertThat(about(report("shop", "cart"), "openssl")).isPresent();
    assertThat(scan("shop", "cart").getState()).isEqualTo(ImageScanState.SCANNED);
    registry.resume();
  }

  @Test
  @Order(5)
  void what_cannot_be_had_says_why() {
    place("lost");
    String gone = "sha256:" + "0".repeat(64);
    pod(
        "lost",
        "gone",
        registry.address() + "/lost/gone:1",
        registry.address() + "/lost/gone@" + gone,
        "");

    ScanScheduleStatus status = scanned("lost", "gone");

    ImageScanStatus scan = scan("lost", "gone");
    assertThat(scan.getState()).isEqualTo(ImageScanState.FAILED);
    assertThat(Objects.requireNonNull(scan.getError()).getReason()).isEqualTo("NotInRegistry");
    assertThat(Objects.requireNonNull(status.getLastRun()).getImagesFailed()).isEqualTo(1);
  }

  @Test
  @Order(6)
  void a_private_image_needs_the_secret_of_its_own_pod() {
    String digest = secured.push("shop/safe:1", ContainerImage.of(DEBIAN));
    String image = secured.address() + "/shop/safe:1";
    for (String namespace : List.of("payments", "elsewhere")) {
      place(namespace);
      stage.kubectl(
          "create",
          "secret",
          "docker-registry",
          "registry",
          "-n",
          namespace,
          "--docker-server=" + secured.address(),
          "--docker-username=" + Registry.USER,
          "--docker-password=" + Registry.PASSWORD);
      pod(
          namespace,
          "safe",
          image,
          secured.address() + "/shop/safe@" + digest,
          ", imagePullSecrets: [{name: registry}]");
    }
    scanned("elsewhere", "safe");
    ImageScanStatus refused = scan("elsewhere", "safe");
    assertThat(Objects.requireNonNull(refused.getError()).getReason()).isEqualTo("Unauthorized");
    assertThat(refused.getError().getMessage())
        .contains("the Secret elsewhere/registry may not be read")
        .contains("imageScans.pullSecrets");

    stage.rights("image-scans", "payments");
    scanned("payments", "safe");

    assertThat(scan("payments", "safe").getState()).isEqualTo(ImageScanState.SCANNED);
  }

  @Test
  @Order(7)
  void a_runtime_names_what_runs_in_its_own_way() {
    place("names");
    ContainerImage image = ContainerImage.of(DEBIAN);
    String digest = registry.push("names/app:1", image);
    String name = registry.address() + "/names/app:1";
    pod(
        "names",
        "docker",
        name,
        "docker-pullable://" + registry.address() + "/names/app@" + digest,
        "");
    pod("names", "other", name, "registry.invalid/copied/app@" + digest, "");
    pod("names", "config", name, "docker://" + image.configDigest(), "");
    pod("names", "built", name, "sha256:" + "1".repeat(64), "");

    scanned("names", "docker", "other", "config", "built");

    for (String pod : List.of("docker", "other", "config")) {
      assertThat(scan("names", pod).getState()).as(pod).isEqualTo(ImageScanState.SCANNED);
    }
    assertThat(Objects.requireNonNull(scan("names", "built").getError()).getReason())
        .isEqualTo("OnlyOnNode");
  }

  @Test
  @Order(8)
  void one_index_on_two_architectures_is_two_images() {
    place("mixed");
    String digest =
        registry.push(
            "mixed/app:1",
            ContainerImage.index(
                ContainerImage.builder(DEBIAN).platform("linux/amd64").build(),
                ContainerImage.builder(CARELESS).platform("linux/arm64").build()));
    String name = registry.address() + "/mixed/app:1";
    pod("mixed", "large", name, registry.address() + "/mixed/app@" + digest, "");
    stage.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: small, namespace: mixed}
        spec: {nodeName: arm64, containers: [{name: main, image: "%s"}]}
        """
            .formatted(name));
    stage.kubectl(
        "patch",
        "pod",
        "small",
        "-n",
        "mixed",
        "--subresource=status",
        "-p",
        """
        {"status": {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 0,
          "image": "%s", "imageID": "%s"}]}}
        """
            .formatted(name, registry.address() + "/mixed/app@" + digest));

    scanned("mixed", "large", "small");

    assertThat(image("mixed", "large").getPlatform()).isEqualTo("linux/amd64");
    assertThat(about(report("mixed", "large"), "openssl")).isPresent();
    assertThat(image("mixed", "small").getPlatform()).isEqualTo("linux/arm64");
    assertThat(about(report("mixed", "small"), "openssl")).isEmpty();
  }
}
