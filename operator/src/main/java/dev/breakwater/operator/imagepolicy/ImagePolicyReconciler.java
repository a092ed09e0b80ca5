package dev.breakwater.operator.imagepolicy;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicyStatus;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.Inventory;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says in the status of each ImagePolicy whether it is enforced, and what it means for what runs.
 * Enforcing is the API server's work; a policy needs no reconciliation to act.
 */
@ControllerConfiguration(name = "imagepolicy", fieldManager = "breakwater-image-policy-status")
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
public final class ImagePolicyReconciler implements Reconciler<ImagePolicy> {
  private final Supplier<Inventory> inventory;
  private final ImageScans scans;
  private final Supplier<AdmissionState> admission;
  private final String operatorNamespace;
  private final Clock clock;
  private final SimpleInboundEventSource<ImagePolicy> changes =
      new SimpleInboundEventSource<>("changes");
  private volatile Supplier<Stream<ResourceID>> policies = Stream::empty;

  /**
   * @param inventory what runs now
   * @param scans what is known of the images that run
   * @param admission how far the admission policies are in effect: {@link AdmissionKeeper#state()}
   * @param operatorNamespace exempt unless a policy selects it by name
   */
  public ImagePolicyReconciler(
      Supplier<Inventory> inventory,
      ImageScans scans,
      Supplier<AdmissionState> admission,
      String operatorNamespace,
      Clock clock) {
    this.inventory = inventory;
    this.scans = scans;
    this.admission = admission;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ImagePolicy>> prepareEventSources(
      EventSourceContext<ImagePolicy> context) {
    policies = () -> context.getPrimaryCache().keys();
    return List.of(changes);
  }

  /** To be called when the inventory or the state of the admission policies has changed. */
  public void somethingChanged() {
    policies.get().forEach(changes::propagateEvent);
  }

  @Override
  public UpdateControl<ImagePolicy> reconcile(ImagePolicy policy, Context<ImagePolicy> context) {
    ImagePolicyStatus status =
        PolicyStatus.of(
            policy, inventory.get(), scans, admission.get(), operatorNamespace, clock.instant());
    KubernetesSerialization json = context.getClient().getKubernetesSerialization();
    ImagePolicyStatus before = policy.getStatus();
    if (before != null && json.asJson(status).equals(json.asJson(before))) {
      return UpdateControl.noUpdate();
    }
    ImagePolicy written = new ImagePolicy();
    written.setMetadata(new ObjectMetaBuilder().withName(policy.getMetadata().getName()).build());
    written.setStatus(status);
    return UpdateControl.patchStatus(written);
  }
}
