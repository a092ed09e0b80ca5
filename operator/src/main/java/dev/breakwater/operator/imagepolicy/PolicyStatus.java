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
import dev.breakwater.engine.imagepolicy.VulnerabilityException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the status of an ImagePolicy should be. Pure. */
final class PolicyStatus {
  private static final int TOP = 10;
  private static final int NAMED = 3;
  private static final String READY = "Ready";
  private static final String EXPIRED = "ExceptionsExpired";

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
            PolicyEffect effect =
                new ImagePolicies(List.of(valid), operatorNamespace)
                    .effect(
                        valid,
                        inventory,
                        (namespace, image) -> ImageContent.of(scans.of(namespace, image), now));
            fill(status, effect);
            yield effect.mistakes().isEmpty()
                ? ready(valid, policy.getSpec().getEnforcement(), admission)
                : new Ready(false, ReadyReason.RULE_FAILED, mistakes(effect.mistakes()));
          }
          case Parsed.Invalid<Policy>(String reason) ->
              new Ready(false, ReadyReason.INVALID_POLICY, reason);
        };
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        condition(policy, READY, ready.status(), ready.reason().label(), ready.message(), now));
    exceptions(policy, now).ifPresent(conditions::add);
    status.setConditions(conditions);
    return status;
  }

  private static String mistakes(List<String> mistakes) {
    int more = mistakes.size() - NAMED;
    return "spec."
        + String.join("; spec.", mistakes.subList(0, Math.min(NAMED, mistakes.size())))
        + (more > 0 ? "; and " + more + " more" : "")
        + "; write the expression so that it has an answer for every image";
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

  private static Ready ready(Policy policy, Enforcement enforcement, AdmissionState admission) {
    if (!policy.actsAtAdmission()) {
      return new Ready(
          true,
          ReadyReason.JUDGED,
          "what runs is judged in its report; nothing is refused for what is inside an image");
    }
    return switch (admission) {
      case Installed installed -> enforced(policy, enforcement);
      case Settling settling -> enforced(policy, enforcement);
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

  private static Ready enforced(Policy policy, Enforcement enforcement) {
    return new Ready(
        true,
        ReadyReason.ENFORCED,
        (policy.asksForContent() ? "as far as source.registries, tags and digest go: " : "")
            + switch (enforcement) {
              case AUDIT -> "the API server notes each new violation in its audit log";
              case WARN -> "the API server warns whoever brings in a violation";
              case DENY -> "the API server refuses what brings in a violation";
            });
  }

  /** Says which exceptions hold no more; nothing where there are none or they cannot be read. */
  private static Optional<Condition> exceptions(ImagePolicy policy, Instant now) {
    if (!(Policy.read(policy) instanceof Parsed.Valid<Policy>(Policy read))
        || read.exceptions().isEmpty()) {
      return Optional.empty();
    }
    List<VulnerabilityException> expired = read.expired(now);
    return Optional.of(
        expired.isEmpty()
            ? condition(policy, EXPIRED, false, "InForce", "every exception holds", now)
            : condition(policy, EXPIRED, true, "Expired", message(expired), now));
  }

  private static String message(List<VulnerabilityException> expired) {
    int more = expired.size() - NAMED;
    return "remove them, or give them a new day: "
        + expired.stream().limit(NAMED).map(PolicyStatus::shown).collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String shown(VulnerabilityException exception) {
    List<String> ids = exception.vulnerabilities().stream().sorted().toList();
    return ids.getFirst()
        + (ids.size() > 1 ? " and " + (ids.size() - 1) + " more" : "")
        + " expired on "
        + exception.expires();
  }

  private static Condition condition(
      ImagePolicy policy, String type, boolean isTrue, String reason, String message, Instant now) {
    String status = isTrue ? "True" : "False";
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withObservedGeneration(policy.getMetadata().getGeneration())
        .withLastTransitionTime(since(policy, type, status, now))
        .build();
  }

  private static String since(ImagePolicy policy, String type, String status, Instant now) {
    ImagePolicyStatus before = policy.getStatus();
    return (before == null ? List.<Condition>of() : before.getConditions())
        .stream()
            .filter(condition -> condition.getType().equals(type))
            .filter(condition -> condition.getStatus().equals(status))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
