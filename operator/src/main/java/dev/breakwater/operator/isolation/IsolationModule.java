package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.operator.event.Events;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;

/** Isolation, put together: everything of it that the operator starts and stops. */
public final class IsolationModule implements AutoCloseable {
  private final NetworkIsolationProfileReconciler reconciler;
  private final AbandonedSweep sweep;

  /**
   * Makes it; nothing is read or written yet.
   *
   * @param operatorNamespace where the operator runs; exempt like the namespaces of the system
   */
  public IsolationModule(
      KubernetesClient client, Clock clock, Events events, String operatorNamespace) {
    this(client, clock, events, operatorNamespace, new ServerSideWrites(client));
  }

  IsolationModule(
      KubernetesClient client,
      Clock clock,
      Events events,
      String operatorNamespace,
      ClusterWrites writes) {
    LiveCluster live = new LiveCluster(client);
    IsolationEvents told = new IsolationEvents(events);
    Settlement settlement = new Settlement(live, writes, told, operatorNamespace, clock);
    reconciler = new NetworkIsolationProfileReconciler(settlement, told, client, clock);
    sweep = new AbandonedSweep(settlement, live);
  }

  /** To be registered with the operator. */
  public Reconciler<NetworkIsolationProfile> reconciler() {
    return reconciler;
  }

  /** To be called once this replica leads. */
  public void start() {
    sweep.start();
  }

  /** Ends the work that {@link #start()} began; the operator ends the reconciler. */
  @Override
  public void close() {
    sweep.close();
  }
}
