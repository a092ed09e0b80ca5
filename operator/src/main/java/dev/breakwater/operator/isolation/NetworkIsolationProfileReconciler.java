package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.isolation.IsolationPlan;
import dev.breakwater.engine.isolation.Marks;
import dev.breakwater.engine.isolation.NamespacePlan;
import dev.breakwater.engine.isolation.ProfileOutcome;
import dev.breakwater.operator.isolation.Settlement.Failure;
import dev.breakwater.operator.isolation.Settlement.Settled;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes namespaces match their isolation profile. It is also told of deletions: a profile has no
 * finalizer, and what it made goes in order.
 */
@ControllerConfiguration(
    name = "networkisolationprofile",
    fieldManager = Marks.FIELD_MANAGER,
    triggerReconcilerOnAllEvents = true,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, maxInterval = 60_000)
final class NetworkIsolationProfileReconciler implements Reconciler<NetworkIsolationProfile> {
  /** How long to wait where only a person can help, who need not tell us. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private final Settlement settlement;
  private final ProfileStatus status;
  private final IsolationEvents events;
  private final KubernetesClient client;
  private final Clock clock;
  private @Nullable IsolationSources sources;

  NetworkIsolationProfileReconciler(
      Settlement settlement, IsolationEvents events, KubernetesClient client, Clock clock) {
    this.settlement = settlement;
    this.status = new ProfileStatus(client.getKubernetesSerialization(), clock);
    this.events = events;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, NetworkIsolationProfile>> prepareEventSources(
      EventSourceContext<NetworkIsolationProfile> context) {
    sources = new IsolationSources(context);
    return sources.all();
  }

  @Override
  public UpdateControl<NetworkIsolationProfile> reconcile(
      NetworkIsolationProfile profile, Context<NetworkIsolationProfile> context) {
    IsolationSources watched = java.util.Objects.requireNonNull(sources, "prepared by the SDK");
    String name = profile.getMetadata().getName();
    boolean gone = context.isPrimaryResourceDeleted();
    if (gone || ProfileStatus.isEdited(profile)) {
      watched.wakeOthers(name);
    }
    Settled settled =
        gone ? settlement.settleAbandoned(watched) : settlement.settleProfile(name, watched);
    Optional<NetworkIsolationProfile> update = gone ? Optional.empty() : report(profile, settled);
    if (settled.failures().values().stream().anyMatch(Failure::passing)) {
      throw new StepsFailedException(texts(settled).toString(), update);
    }
    UpdateControl<NetworkIsolationProfile> control =
        update.map(UpdateControl::patchStatus).orElseGet(UpdateControl::noUpdate);
    next(settled).ifPresent(control::rescheduleAfter);
    return control;
  }

  @Override
  public ErrorStatusUpdateControl<NetworkIsolationProfile> updateErrorStatus(
      NetworkIsolationProfile profile,
      Context<NetworkIsolationProfile> context,
      Exception exception) {
    return exception instanceof StepsFailedException failed
        ? failed
            .status()
            .map(ErrorStatusUpdateControl::patchStatus)
            .orElseGet(ErrorStatusUpdateControl::noStatusUpdate)
        : ErrorStatusUpdateControl.noStatusUpdate();
  }

  private Optional<NetworkIsolationProfile> report(
      NetworkIsolationProfile profile, Settled settled) {
    ProfileOutcome outcome =
        ProfileOutcome.of(
            ProfileTree.of(profile, client.getKubernetesSerialization()),
            settled.plan(),
            texts(settled));
    if (ProfileStatus.isNews(profile, outcome.conflict())) {
      events.conflicted(profile, outcome.conflict().message());
    }
    return status.changed(profile, outcome);
  }

  private static Map<String, String> texts(Settled settled) {
    return settled.failures().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().message()));
  }

  private Optional<Duration> next(Settled settled) {
    Optional<Instant> backOff = earliest(settled.plan());
    if (backOff.isPresent()) {
      Duration left = Duration.between(clock.instant(), backOff.get()).plusSeconds(1);
      return Optional.of(left.isNegative() ? Duration.ofSeconds(1) : left);
    }
    return settled.failures().isEmpty() ? Optional.empty() : Optional.of(REFUSED);
  }

  private static Optional<Instant> earliest(IsolationPlan plan) {
    return plan.namespaces().stream()
        .map(NamespacePlan::retryAt)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
