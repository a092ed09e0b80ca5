package dev.breakwater.operator;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.ScanScheduleStatus;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.operator.runtime.ExitCode;
import dev.breakwater.operator.runtime.ImageSettings;
import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.Feature;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A cluster with the chart's rights in it, and what a platform engineer does and sees there. */
final class Stage implements AutoCloseable {
  static final String HOME = "breakwater-system";
  static final Set<Feature> SCANS = EnumSet.of(Feature.SCANS, Feature.IMAGE_POLICIES);

  /** What is created now counts as older than a minute. */
  static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));

  private static final Pattern RIGHTS =
      Pattern.compile("(?m)^kind: (ServiceAccount|(Cluster)?Role(Binding)?)$");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  final ControlPlane plane = ControlPlane.start(ControlPlane.Options.defaults());
  final KubernetesClient admin = plane.admin();

  Stage() {
    plane.applyDefinitions();
    namespace(HOME);
    rights("default", "");
  }

  /**
   * Gives what the chart gives.
   *
   * @param values the golden case of the chart
   * @param namespace only the rights in this one; empty: only those everywhere and at home
   */
  void rights(String values, String namespace) {
    Path chart =
        Path.of(
            System.getProperty("breakwater.root", ""),
            "charts/golden/%s/rendered.yaml".formatted(values));
    try {
      Arrays.stream(Files.readString(chart).split("(?m)^---$"))
          .filter(document -> RIGHTS.matcher(document).find())
          .filter(document -> namespace.isEmpty() || document.contains("  namespace: " + namespace))
          .forEach(this::apply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ConditionFactory patiently() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions();
  }

  static Settings settings(String identity, boolean leaderElection) {
    return new Settings(HOME, identity, leaderElection, 0, SCANS, images());
  }

  private static ImageSettings images() {
    try {
      return ImageSettings.from(Map.of());
    } catch (InvalidSettingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An operator with the chart's rights, made but not started. */
  Breakwater operator(Settings settings, Consumer<ExitCode> end) {
    return new Breakwater(settings, plane.asServiceAccount(HOME, "breakwater"), AHEAD, end);
  }

  /** An operator with the chart's rights, at work. */
  Breakwater start() {
    Breakwater operator = operator(settings("one", false), code -> {});
    operator.start();
    return operator;
  }

  void apply(String yaml) {
    plane
        .kubectl()
        .runWithInput(yaml, "apply", "--server-side", "--force-conflicts", "-f", "-")
        .orFail();
  }

  void kubectl(String... arguments) {
    plane.kubectl().run(arguments).orFail();
  }

  void namespace(String name) {
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name));
  }

  /** A Deployment whose container is privileged, or is not. */
  void deployment(String namespace, String name, boolean privileged) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec:
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec:
              containers:
              - {name: main, image: "registry.example.com/%2$s:1", securityContext: {privileged: %3$s}}
        """
            .formatted(namespace, name, privileged));
  }

  /** A pod of that Deployment, as its controllers and a kubelet would leave it. */
  String runningPod(String namespace, String deployment) {
    String owner =
        """
        {apiVersion: apps/v1, kind: %s, name: %s, uid: %s, controller: true}
        """;
    String uid =
        admin
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName(deployment)
            .get()
            .getMetadata()
            .getUid();
    apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: %2$s-1, namespace: %1$s, ownerReferences: [%3$s]}
        spec:
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec: {containers: [{name: main, image: "registry.example.com/%2$s:1"}]}
        """
            .formatted(
                namespace, deployment, owner.formatted("Deployment", deployment, uid).strip()));
    String set =
        admin
            .apps()
            .replicaSets()
            .inNamespace(namespace)
            .withName(deployment + "-1")
            .get()
            .getMetadata()
            .getUid();
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %2$s-1-a, namespace: %1$s, labels: {app: %2$s}, ownerReferences: [%3$s]}
        spec: {containers: [{name: main, image: "registry.example.com/%2$s:1"}]}
        """
            .formatted(
                namespace,
                deployment,
                owner.formatted("ReplicaSet", deployment + "-1", set).strip()));
    kubectl(
        "patch",
        "pod",
        deployment + "-1-a",
        "-n",
        namespace,
        "--subresource=status",
        "-p",
        """
        {"status": {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 0,
          "image": "registry.example.com/%1$s:1", "imageID": "registry.example.com/%1$s@%2$s"}]}}
        """
            .formatted(deployment, DIGEST));
    return DIGEST;
  }

  /** A schedule that runs only when asked, over namespaces of that name. */
  void schedule(String name, String namespace, boolean onChange) {
    apply(
        """
        apiVersion: breakwater.dev/v1alpha1
        kind: ScanSchedule
        metadata: {name: %s}
        spec:
          schedule: "0 0 29 2 *"
          onChange: %s
          match: {namespaces: {selector: {matchLabels: {kubernetes.io/metadata.name: %s}}}}
        """
            .formatted(name, onChange, namespace));
  }

  /** Asks for a run and waits until it has ended. */
  ScanScheduleStatus scan(String schedule) {
    String value = ask(schedule);
    patiently()
        .until(
            () -> {
              ScanScheduleStatus status = status(schedule);
              return value.equals(status.getLastHandledScanNow()) && status.getActiveRun() == null;
            });
    return status(schedule);
  }

  /** Asks for a run. */
  String ask(String schedule) {
    String value = UUID.randomUUID().toString();
    kubectl("annotate", "scansched", schedule, "--overwrite", "breakwater.dev/scan-now=" + value);
    return value;
  }

  ScanScheduleStatus status(String schedule) {
    return Objects.requireNonNull(
        admin.resources(ScanSchedule.class).withName(schedule).get().getStatus());
  }

  Optional<SecurityReport> report(String namespace, String name) {
    return Optional.ofNullable(
        admin.resources(SecurityReport.class).inNamespace(namespace).withName(name).get());
  }

  List<SecurityReport> reports(String namespace) {
    return admin.resources(SecurityReport.class).inNamespace(namespace).list().getItems();
  }

  /** Whether the API server refuses a report of that name. */
  boolean refuses(String namespace, String name) {
    String report =
        """
        {apiVersion: breakwater.dev/v1alpha1, kind: SecurityReport, metadata: {name: %s, namespace: %s},
         scope: {apiVersion: apps/v1, kind: Deployment, name: x}, summary: {}}
        """
            .formatted(name, namespace);
    return plane
        .kubectl()
        .runWithInput(report, "create", "--dry-run=server", "-f", "-")
        .error()
        .contains("no room");
  }

  /** How many events with that reason there are about the schedule. */
  long events(String schedule, String reason) {
    return admin.events().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> isAbout(event, schedule))
        .filter(event -> event.getReason().equals(reason))
        .count();
  }

  private static boolean isAbout(Event event, String schedule) {
    return event.getRegarding() != null && schedule.equals(event.getRegarding().getName());
  }

  @Override
  public void close() {
    plane.close();
  }
}
