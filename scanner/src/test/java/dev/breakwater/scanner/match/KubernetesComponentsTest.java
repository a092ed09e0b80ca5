package dev.breakwater.scanner.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.bbolt.BoltWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesComponentsTest {
  private static final String RECORD =
      """
      {"id":"CVE-2023-2728","published":"2023-06-13T14:42:06Z","summary":"Bypassing policies",
       "affected":[{"package":{"ecosystem":"kubernetes","name":"k8s.io/apiserver"},
        "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:N"}],
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.24.15"},
         {"introduced":"1.25.0"},{"fixed":"1.25.11"}]}]}]}\
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "kube-apiserver, v1.31.2, k8s.io/apiserver, 1.31.2",
    "kube-controller-manager, v1.31.2, k8s.io/controller-manager, 1.31.2",
    "kubelet, v1.31.2-eks-7f9249a, k8s.io/kubelet, 1.31.2",
    "kubelet, v1.30.5-gke.1014001, k8s.io/kubelet, 1.30.5",
    "kubelet, v1.31.2+k3s1, k8s.io/kubelet, 1.31.2",
    "kube-proxy, v1.32.0-rc.1, k8s.io/kube-proxy, 1.32.0-rc.1",
    "kubernetes, 1.31.2, k8s.io/kubernetes, 1.31.2"
  })
  void a_component_has_the_name_and_version_of_the_feed(
      String program, String gitVersion, String name, String version) {
    InstalledPackage component = KubernetesComponents.of(program, gitVersion, "node-1");

    assertThat(component)
        .extracting(InstalledPackage::type, InstalledPackage::name, InstalledPackage::version)
        .containsExactly(PackageType.K8S, name, version);
    assertThat(component.path()).isEqualTo("node-1");
  }

  @Test
  void the_feed_in_the_database_says_what_a_version_has() throws IOException {
    Path file =
        Files.write(
            folder.resolve("trivy.db"),
            BoltWriter.write(
                Map.of(
                    "k8s::Official Kubernetes CVE Feed",
                    Map.of(
                        "k8s.io/apiserver",
                        Map.of(
                            "CVE-2023-2728",
                            "{\"PatchedVersions\":[\"1.24.15\",\"1.25.11\"],"
                                + "\"VulnerableVersions\":"
                                + "[\"<1.24.15\",\">=1.25.0, <1.25.11\"]}")),
                    "data-source",
                    Map.of(
                        "k8s::Official Kubernetes CVE Feed",
                        "{\"ID\":\"k8s\",\"Name\":\"Official Kubernetes CVE Feed\"}"))));
    try (AdvisoryDatabase database = AdvisoryDatabase.open(file)) {
      assertFound(new Matcher(Sources.of(database)));
    }
  }

  @Test
  void the_feed_as_osv_says_the_same() throws IOException {
    Matcher matcher = new Matcher(osv());

    assertFound(matcher);
    assertThat(
            matcher
                .judge(List.of(KubernetesComponents.of("kube-apiserver", "v1.25.10", "")))
                .vulnerabilities())
        .extracting(Vulnerability::severity)
        .containsExactly(Severity.MEDIUM);
  }

  private static void assertFound(Matcher matcher) throws IOException {
    assertThat(found(matcher, "kube-apiserver", "v1.25.10")).containsExactly("CVE-2023-2728");
    assertThat(found(matcher, "kube-apiserver", "v1.25.10-eks-1")).hasSize(1);
    assertThat(found(matcher, "kube-apiserver", "v1.23.0")).hasSize(1);
    assertThat(found(matcher, "kube-apiserver", "v1.25.11-eks-1")).isEmpty();
    assertThat(found(matcher, "kube-apiserver", "v1.24.15")).isEmpty();
    assertThat(found(matcher, "kubelet", "v1.25.10")).isEmpty();
    assertThat(found(matcher, "kube-apiserver", "unknown")).isEmpty();
  }

  private static List<String> found(Matcher matcher, String name, String version)
      throws IOException {
    Matcher.Judged judged =
        matcher.judge(List.of(KubernetesComponents.of(name, version, "cluster")));
    assertThat(judged.problems()).isEmpty();
    return judged.vulnerabilities().stream().map(Vulnerability::id).toList();
  }

  @Test
  void without_a_feed_nothing_is_assessed_and_that_is_said() throws IOException {
    Matcher matcher =
        new Matcher(new Sources(Optional.empty(), Optional.empty(), false, Exploitation.UNKNOWN));

    Matcher.Judged judged =
        matcher.judge(List.of(KubernetesComponents.of("kubelet", "v1.25.10", "")));

    assertThat(judged.vulnerabilities()).isEmpty();
    assertThat(judged.problems())
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.NOT_ASSESSED);
  }

  private Sources osv() throws IOException {
    Path file = Files.writeString(folder.resolve("record.json"), RECORD);
    return new Sources(
        Optional.empty(),
        Optional.of(OsvAdvisories.read(List.of(file))),
        false,
        Exploitation.UNKNOWN);
  }
}
