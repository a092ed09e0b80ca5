package dev.breakwater.bench;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.SecurityReport;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The operator as a process against a real API server: {@code OperatorBenchmark KUBECONFIG
 * WORKLOADS COMMAND...}.
 *
 * <p>Prints rows of a Markdown table.
 */
public final class OperatorBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int PORT = 18_090;

  private final KubernetesClient client;
  private final Path kubeconfig;
  private final List<String> command;

  private OperatorBenchmark(Path kubeconfig, List<String> command) {
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    this.kubeconfig = kubeconfig;
    this.command = command;
  }

  /** Takes a kubeconfig, a number of workloads, and the command that starts the operator. */
  public static void main(String[] arguments) throws Exception {
    int workloads = Integer.parseInt(arguments[1]);
    OperatorBenchmark benchmark =
        new OperatorBenchmark(
            Path.of(arguments[0]), List.of(arguments).subList(2, arguments.length));
    benchmark.emptyStart();
    benchmark.fill(workloads, 5);
    benchmark.full(workloads);
  }

  private void emptyStart() throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      Process operator = startOperator();
      millis.add(untilReady());
      stop(operator);
    }
    row(
        "operator: start to ready, empty cluster",
        "%.2f s".formatted(median(millis) / 1000.0),
        "2 s");
  }

  private void full(int workloads) throws Exception {
    schedule();
    Process operator = startOperator();
    row(
        "operator: start to ready, %,d workloads, %,d pods".formatted(workloads, workloads * 5),
        "%.2f s".formatted(untilReady() / 1000.0),
        "");
    String first = scanNow("1");
    row("first scan of all, reports written", first, "");
    Map<String, String> before = versions();
    String second = scanNow("2");
    Map<String, String> after = versions();
    row("second scan, nothing changed", second, "");
    after.entrySet().removeAll(before.entrySet());
    row("reports written when nothing changed", Integer.toString(after.size()), "0");
    row("memory (RSS), %,d workloads".formatted(workloads), rss(operator), "200 MB");
    sizes();
    stop(operator);
  }

  private void fill(int workloads, int podsEach) throws Exception {
    Map<String, String> uids = new LinkedHashMap<>();
    List<Map<String, Object>> objects = SyntheticCluster.objects(workloads, podsEach);
    for (String kind : List.of("Namespace", "Deployment", "ReplicaSet", "Pod")) {
      List<Callable<Object>> creations = new ArrayList<>();
      for (Map<String, Object> object : objects) {
        if (object.get("kind").equals(kind)) {
          creations.add(
              () -> {
                create(object, uids);
                return kind;
              });
        }
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (var done : threads.invokeAll(creations)) {
          done.get();
        }
      }
    }
  }

  private void create(Map<String, Object> object, Map<String, String> uids) {
    KubernetesSerialization json = client.getKubernetesSerialization();
    GenericKubernetesResource resource = json.convertValue(object, GenericKubernetesResource.class);
    String givenUid = resource.getMetadata().getUid();
    resource.getMetadata().setUid(null);
    resource
        .getMetadata()
        .getOwnerReferences()
        .forEach(
            owner -> {
              synchronized (uids) {
                owner.setUid(uids.get(owner.getUid()));
              }
            });
    HasMetadata created = client.resource(resource).create();
    synchronized (uids) {
      uids.put(givenUid, created.getMetadata().getUid());
    }
    if (created.getKind().equals("Pod")) {
      client.resource(resource).patchStatus();
    }
  }

  private void schedule() {
    client
        .load(
            new java.io.ByteArrayInputStream(
                """
                apiVersion: breakwater.dev/v1alpha1
                kind: ScanSchedule
                metadata: {name: bench}
                spec:
                  schedule: "@yearly"
                  onChange: false
                  match: {namespaces: {selector: {}}}
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
  }

  private String scanNow(String value) {
    long start = System.nanoTime();
    client
        .resources(ScanSchedule.class)
        .withName("bench")
        .edit(
            schedule -> {
              schedule.getMetadata().setAnnotations(Map.of("breakwater.dev/scan-now", value));
              return schedule;
            });
    await(
        () -> {
          var status = client.resources(ScanSchedule.class).withName("bench").get().getStatus();
          return status != null
              && value.equals(status.getLastHandledScanNow())
              && status.getActiveRun() == null;
        });
    return "%.1f s".formatted((System.nanoTime() - start) / 1e9);
  }

  private Map<String, String> versions() {
    return reports().stream()
        .collect(
            Collectors.toMap(
                report ->
                    report.getMetadata().getNamespace() + "/" + report.getMetadata().getName(),
                report -> report.getMetadata().getResourceVersion()));
  }

  private void sizes() {
    List<Long> sizes =
        reports().stream()
            .filter(report -> report.getScope().getKind().equals("Deployment"))
            .map(
                report ->
                    (long)
                        client
                            .getKubernetesSerialization()
                            .asJson(report)
                            .getBytes(StandardCharsets.UTF_8)
                            .length)
            .sorted()
            .toList();
    row(
        "bytes per workload report, median / largest",
        "%,d / %,d".formatted(median(sizes), sizes.getLast()),
        "8 KiB");
  }

  private List<SecurityReport> reports() {
    return client.resources(SecurityReport.class).inAnyNamespace().list().getItems();
  }

  private Process startOperator() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("BREAKWATER_HTTP_PORT", Integer.toString(PORT));
    builder.environment().put("BREAKWATER_LEADER_ELECTION", "false");
    builder.environment().put("BREAKWATER_FEATURES", "scans,image-policies,isolation");
    builder.environment().put("BREAKWATER_NAMESPACE", "default");
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(Path.of("bench/target/operator.log").toFile()));
    return builder.start();
  }

  /** Milliseconds since the call until {@code /readyz} says yes. */
  private static long untilReady() {
    long start = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/readyz")).build();
      await(
          () -> {
            try {
              return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
              return false;
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing happened for " + PATIENCE);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  private static String rss(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
        .findFirst()
        .orElse("?");
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void row(String what, String measured, String aim) {
    System.out.println("| " + what + " | " + measured + " | " + aim + " |");
  }
}
