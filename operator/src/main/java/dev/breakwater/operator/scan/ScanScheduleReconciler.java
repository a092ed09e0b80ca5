package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.operator.clock.Alarms;
import dev.breakwater.operator.event.Events;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Starts the runs of a ScanSchedule when they are due, and says in its status how they went. */
@ControllerConfiguration(
    name = "scanschedule",
    informer = @Informer,
    generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = -1, initialInterval = 500, maxInterval = 60_000)
public final class ScanScheduleReconciler implements Reconciler<ScanSchedule> {
  private final KubernetesClient client;
  private final ScanWorker worker;
  private final Alarms alarms;
  private final Events events;
  private final Clock clock;
  private final Supplier<ImageSupport> images;
  private final SimpleInboundEventSource<ScanSchedule> pokes = new SimpleInboundEventSource<>();

  /**
   * Starts runs by {@code worker}, and is woken by {@code alarms} through {@link #poke}.
   *
   * @param images whether images can be scanned now
   */
  public ScanScheduleReconciler(
      KubernetesClient client,
      ScanWorker worker,
      Alarms alarms,
      Events events,
      Clock clock,
      Supplier<ImageSupport> images) {
    this.images = images;
    this.client = client;
    this.worker = worker;
    this.alarms = alarms;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ScanSchedule>> prepareEventSources(
      EventSourceContext<ScanSchedule> context) {
    return List.of(pokes);
  }

  /** Looks at a schedule again: a run has come further, or an alarm has gone off. */
  public void poke(String schedule) {
    pokes.propagateEvent(new ResourceID(schedule));
  }

  @Override
  public UpdateControl<ScanSchedule> reconcile(
      ScanSchedule schedule, Context<ScanSchedule> context) {
    String name = schedule.getMetadata().getName();
    RunPlan plan = RunPlan.decide(schedule, worker.progress(name), images.get(), clock.instant());
    if (!Objects.equals(
        client.getKubernetesSerialization().asJson(plan.status()),
        client.getKubernetesSerialization().asJson(schedule.getStatus()))) {
      write(schedule, plan, context);
    }
    if (plan.forget()) {
      worker.forget(name);
    }
    if (plan.run()) {
      worker.run(schedule);
    }
    plan.happened()
        .forEach(
            event -> events.publish(schedule, event.type(), "Scan", event.reason(), event.note()));
    plan.wake().ifPresentOrElse(at -> alarms.set(name, at), () -> alarms.cancel(name));
    return UpdateControl.noUpdate();
  }

  /**
   * Writes the status on the condition that nobody else has written the resource since it was read:
   * of two leaders, one of which does not know yet that it is none, only one starts a run. What is
   * written is what the next reconciliation reads, however late the watch tells of it: else a run
   * that has ended would look active, and run again.
   */
  private void write(ScanSchedule schedule, RunPlan plan, Context<ScanSchedule> context) {
    ScanSchedule changed = client.getKubernetesSerialization().clone(schedule);
    changed.setStatus(plan.status());
    context.resourceOperations().updatePrimaryStatus(changed);
  }
}
