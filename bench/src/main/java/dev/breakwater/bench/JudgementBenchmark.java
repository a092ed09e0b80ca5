package dev.breakwater.bench;

import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.InventoryBuilder;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.podsecurity.Level;
import dev.breakwater.engine.podsecurity.PodSecurity;
import dev.breakwater.engine.podsecurity.Standard;
import dev.breakwater.engine.podsecurity.Version;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.History;
import dev.breakwater.engine.report.Limits;
import dev.breakwater.engine.report.ReportComposer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judgement alone, warm: ten thousand pods in two thousand workloads. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class JudgementBenchmark {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Standard RESTRICTED = new Standard(Level.RESTRICTED, Version.LATEST);

  private final List<KubernetesObject> objects = SyntheticCluster.judged(2_000, 5);
  private final Inventory inventory = InventoryBuilder.forCluster(NOW).addAll(objects).build();
  private final Judge judge = new Judge(new ImagePolicies(List.of(), "breakwater-system"));
  private int next;

  /** From objects to composed reports, everything. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int allReports() {
    Inventory built = InventoryBuilder.forCluster(NOW).addAll(objects).build();
    int findings = 0;
    for (Workload workload : built.workloads()) {
      findings += compose(judge.workload(workload, built));
    }
    for (Namespace namespace : built.namespaces().values()) {
      findings += compose(judge.namespace(namespace, built));
    }
    return findings;
  }

  /** One verdict of the Pod Security Standards. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public int podSecurityVerdict() {
    next = (next + 1) % inventory.workloads().size();
    return PodSecurity.evaluate(RESTRICTED, inventory.workloads().get(next).template()).size();
  }

  private static int compose(Assessment assessment) {
    return ReportComposer.compose(
            assessment, assessment.scope().namespace(), Limits.NONE, new History.First(NOW))
        .getFindings()
        .size();
  }
}
