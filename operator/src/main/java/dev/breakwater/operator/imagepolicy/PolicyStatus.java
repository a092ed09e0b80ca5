package dev.breakwater.operator.imagepolicy;

import dev.breakwater.api.v1alpha1.BlockedWorkload;
import dev.breakwater.api.v1alpha1.Enforcement;
import dev.breakwater.api.v1alpha1.ImageCounts;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicyStatus;
import dev.breakwater.api.v1alpha1.WouldBlock;
import dev.breakwater.engine.imagepolicy.ImageContent;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.imagepolicy.PolicyEffect;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.imagepolicy.AdmissionState.Conflicted;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installed;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installing;
import dev.breakwater.operator.imagepolicy.AdmissionState.NotInstalled;
import dev.breakwater.operator.imagepolicy.AdmissionState.Settling;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the status of an ImagePolicy should be. Pure. */
final class PolicyStatus {
  private static final int TOP = 10;
  private static final String READY = "Ready";

  /** Whether the condition Ready is true, and why. */
  private record Ready(boolean status, ReadyReason reason, String message) {}

  private PolicyStatus() {}

  static ImagePolicyStatus of(
      ImagePolicy policy,
      Inventory inventory,
      ImageScans scans,
      AdmissionState admission,
      String operatorNamespace,
      Instant now) {
    ImagePolicyStatus status = new ImagePolicyStatus();
    status.setObservedGeneration(policy.getMetadata().getGeneration());
    Ready ready =
        switch (Policy.read(policy)) {
          case Parsed.Valid<Policy>(Policy valid) -> {
            fill(
                status,
                new ImagePolicies(List.of(valid), operatorNamespace)
                    .effect(valid, inventory, image -> ImageContent.of(scans.of(image), now)));
            yield ready(policy.getSpec().getEnforcement(), admission);
          }
          case Parsed.Invalid<Policy>(String reason) ->
              new Ready(false, ReadyReason.INVALID_POLICY, reason);
        };
    status.setConditions(List.of(condition(policy, ready, now)));
    return status;
  }

  private static void fill(ImagePolicyStatus status, PolicyEffect effect) {
    ImageCounts images = new ImageCounts();
    images.setMatched(effect.images());
    images.setViolating(effect.violatingImages());
    status.setImages(images);
    status.setWorkloadsViolating(effect.violatingWorkloads());
    WouldBlock wouldBlock = new WouldBlock();
    wouldBlock.setWorkloads(effect.blocked().size());
    wouldBlock.setTop(effect.blocked().stream().limit(TOP).map(PolicyStatus::blocked).toList());
    status.setWouldBlock(wouldBlock);
  }

  private static BlockedWorkload blocked(PolicyEffect.Blocked blocked) {
    BlockedWorkload workload = new BlockedWorkload();
    workload.setNamespace(blocked.workload().namespace());
    workload.setKind(blocked.workload().kind());
    workload.setName(blocked.workload().name());
    workload.setProblem(blocked.problem());
    return workload;
  }

  private static Ready ready(Enforcement enforcement, AdmissionState admission) {
    return switch (admission) {
      case Installed installed -> enforced(enforcement);
      case Settling settling -> enforced(enforcement);
      case Installing installing ->
          new Ready(
              false,
              ReadyReason.INSTALLING,
              "the admission policies are written; waiting until the API server finds the"
                  + " ImagePolicies");
      case NotInstalled(String reason) -> new Ready(false, ReadyReason.NOT_INSTALLED, reason);
      case Conflicted conflicted ->
          new Ready(
              false,
              ReadyReason.CONFLICTED,
              conflicted.manager().orElse("somebody")
                  + " keeps changing "
                  + conflicted.object()
                  + "; stop it, then it is repaired within ten minutes");
    };
  }

  private static Ready enforced(Enforcement enforcement) {
    return new Ready(
        true,
        ReadyReason.ENFORCED,
        switch (enforcement) {
          case AUDIT -> "the API server notes each new violation in its audit log";
          case WARN -> "the API server warns whoever brings in a violation";
          case DENY -> "the API server refuses what brings in a violation";
        });
  }

  private static Condition condition(ImagePolicy policy, Ready ready, Instant now) {
    String status = ready.status() ? "True" : "False";
    return new ConditionBuilder()
        .withType(READY)
        .withStatus(status)
        .withReason(ready.reason().label())
        .withMessage(ready.message())
        .withObservedGeneration(policy.getMetadata().getGeneration())
        .withLastTransitionTime(since(policy, status, now))
        .build();
  }

  private static String since(ImagePolicy policy, String status, Instant now) {
    ImagePolicyStatus before = policy.getStatus();
    return (before == null ? List.<Condition>of() : before.getConditions())
        .stream()
            .filter(condition -> condition.getType().equals(READY))
            .filter(condition -> condition.getStatus().equals(status))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
