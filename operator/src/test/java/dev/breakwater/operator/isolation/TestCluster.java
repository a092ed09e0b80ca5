package dev.breakwater.operator.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.NamespaceCounts;
import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.isolation.Isolation;
import dev.breakwater.engine.isolation.IsolationSnapshot;
import dev.breakwater.engine.isolation.WriteLog;
import dev.breakwater.testing.ControlPlane;
import dev.breakwater.testing.Kubectl;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A real API server as a platform engineer sees it who works with profiles and namespaces. */
final class TestCluster {
  static final ControlPlane PLANE = ControlPlane.shared();

  private static final List<IsolationKind> CHILDREN =
      List.of(
          IsolationKind.NETWORK_POLICY, IsolationKind.LIMIT_RANGE, IsolationKind.RESOURCE_QUOTA);

  private static final Pattern RIGHTS =
      Pattern.compile(
          "(?m)^kind:"
              + " (ServiceAccount|(Cluster)?Role(Binding)?|ValidatingAdmissionPolicy(Binding)?)$");

  private final KubernetesClient admin = PLANE.admin();
  private final Kubectl kubectl = PLANE.kubectl();

  static ConditionFactory patiently() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions();
  }

  /** What the chart installs of rights, and of the policy that holds the operator to its own. */
  void install() {
    try (InputStream file = TestCluster.class.getResourceAsStream("operator.yaml")) {
      apply(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
      Path chart =
          Path.of(System.getProperty("breakwater.root", ""), "charts/golden/default/rendered.yaml");
      Arrays.stream(Files.readString(chart).split("(?m)^---$"))
          .filter(document -> RIGHTS.matcher(document).find())
          .forEach(this::apply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void apply(String yaml) {
    kubectl.runWithInput(yaml, "apply", "--server-side", "--force-conflicts", "-f", "-").orFail();
  }

  void kubectl(String... arguments) {
    kubectl.run(arguments).orFail();
  }

  void namespace(String name, Map<String, String> labels) {
    StringBuilder yaml = new StringBuilder("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ");
    yaml.append(name).append("\n  labels:\n    test: 'yes'\n");
    new TreeMap<>(labels)
        .forEach(
            (key, value) ->
                yaml.append("    ").append(key).append(": '").append(value).append("'\n"));
    apply(yaml.toString());
  }

  void profile(String name, String spec) {
    apply(
        "apiVersion: breakwater.dev/v1alpha1\nkind: NetworkIsolationProfile\nmetadata: {name: "
            + name
            + "}\nspec:\n"
            + spec.indent(2));
  }

  void deleteProfile(String name) {
    admin.resources(NetworkIsolationProfile.class).withName(name).delete();
    patiently()
        .until(() -> admin.resources(NetworkIsolationProfile.class).withName(name).get() == null);
  }

  NetworkIsolationProfile profile(String name) {
    return Objects.requireNonNull(
        admin.resources(NetworkIsolationProfile.class).withName(name).get());
  }

  Condition condition(String profile, String type) {
    return Objects.requireNonNull(profile(profile).getStatus()).getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  void awaitReady(String profile, int applied) {
    patiently()
        .untilAsserted(
            () -> {
              NetworkIsolationProfile live = profile(profile);
              assertThat(live.getStatus()).isNotNull();
              assertThat(live.getStatus().getObservedGeneration())
                  .isEqualTo(live.getMetadata().getGeneration());
              assertThat(condition(profile, "Ready").getStatus())
                  .as(condition(profile, "Ready").getMessage())
                  .isEqualTo("True");
              assertThat(live.getStatus().getNamespaces())
                  .isNotNull()
                  .extracting(NamespaceCounts::getApplied)
                  .isEqualTo(applied);
            });
  }

  void awaitReason(String profile, String type, String reason) {
    patiently()
        .untilAsserted(() -> assertThat(condition(profile, type).getReason()).isEqualTo(reason));
  }

  void awaitNames(String namespace, String... names) {
    patiently().untilAsserted(() -> assertThat(names(namespace)).containsExactlyInAnyOrder(names));
  }

  /** NetworkPolicies, quotas and limit ranges of a namespace, as {@code Kind/name}. */
  List<String> names(String namespace) {
    return children(namespace).stream()
        .map(child -> child.getKind() + "/" + child.getMetadata().getName())
        .toList();
  }

  List<GenericKubernetesResource> children(String namespace) {
    List<GenericKubernetesResource> children = new ArrayList<>();
    for (IsolationKind kind : CHILDREN) {
      children.addAll(
          admin
              .genericKubernetesResources(kind.context())
              .inNamespace(namespace)
              .list()
              .getItems());
    }
    return children;
  }

  GenericKubernetesResource child(String kind, String namespace, String name) {
    return children(namespace).stream()
        .filter(child -> child.getKind().equals(kind))
        .filter(child -> child.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Map<String, String> labels(String namespace) {
    return admin.namespaces().withName(namespace).require().getMetadata().getLabels();
  }

  /** What changes with every write that changes something: versions, and the times of owners. */
  Map<String, String> versions(String namespace) {
    Map<String, String> versions = new TreeMap<>();
    List<HasMetadata> objects = new ArrayList<>(children(namespace));
    objects.add(admin.namespaces().withName(namespace).require());
    for (HasMetadata object : objects) {
      // A quota's status is written by the controller manager where one runs.
      versions.put(
          object.getKind() + "/" + object.getMetadata().getName(),
          object.getMetadata().getManagedFields().stream()
              .filter(entry -> !"status".equals(entry.getSubresource()))
              .map(entry -> entry.getManager() + "@" + entry.getTime())
              .toList()
              .toString());
    }
    return versions;
  }

  /** What the operator would write if it looked now, without what it remembers. */
  Set<String> unsettled(String... namespaces) {
    IsolationView view = new LiveCluster(admin).read(Set.of(namespaces));
    return Isolation.plan(
            new IsolationSnapshot(
                view.profiles(),
                view.namespaces(),
                view.children(),
                view.essentials(),
                "breakwater-system",
                WriteLog.EMPTY),
            Instant.now())
        .unsettled();
  }

  List<String> notes(String profile) {
    return admin.events().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(profile))
        .map(event -> event.getReason() + ": " + event.getNote())
        .toList();
  }

  /** Leaves nothing to the next test. */
  void clean() {
    admin.resources(NetworkIsolationProfile.class).delete();
    patiently()
        .until(() -> admin.resources(NetworkIsolationProfile.class).list().getItems().isEmpty());
    admin.namespaces().withLabel("test", "yes").list().getItems().stream()
        .map(namespace -> namespace.getMetadata().getName())
        .forEach(
            namespace -> {
              for (IsolationKind kind : CHILDREN) {
                admin.genericKubernetesResources(kind.context()).inNamespace(namespace).delete();
              }
              kubectl("label", "namespace", namespace, "tenant-", "test-");
            });
  }
}
