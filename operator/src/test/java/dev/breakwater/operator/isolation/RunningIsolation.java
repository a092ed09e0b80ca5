package dev.breakwater.operator.isolation;

import dev.breakwater.operator.event.Events;
import dev.breakwater.testing.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The isolation part of the operator, at work under its own service account. */
final class RunningIsolation implements AutoCloseable {
  private final Operator operator;
  private final IsolationModule module;

  private RunningIsolation(Operator operator, IsolationModule module) {
    this.operator = operator;
    this.module = module;
  }

  static RunningIsolation start(ControlPlane cluster) {
    return start(cluster, UnaryOperator.identity());
  }

  /**
   * Starts it.
   *
   * @param faults puts failures between it and the API server
   */
  static RunningIsolation start(ControlPlane cluster, UnaryOperator<ClusterWrites> faults) {
    KubernetesClient client = cluster.asServiceAccount("breakwater-system", "breakwater");
    Events events = new Events(client, "test", Clock.systemUTC());
    IsolationModule module =
        new IsolationModule(
            client,
            Clock.systemUTC(),
            events,
            "breakwater-system",
            faults.apply(new ServerSideWrites(client)));
    Operator operator =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withReconciliationTerminationTimeout(Duration.ofSeconds(5)));
    operator.register(module.reconciler());
    operator.start();
    module.start();
    return new RunningIsolation(operator, module);
  }

  @Override
  public void close() {
    module.close();
    operator.stop();
  }
}
