package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.ChildInventory;
import dev.breakwater.api.v1alpha1.NamespaceCounts;
import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.api.v1alpha1.NetworkIsolationProfileStatus;
import dev.breakwater.engine.isolation.ProfileOutcome;
import dev.breakwater.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in a profile's status how it stands. */
final class ProfileStatus {
  private static final String READY = "Ready";
  private static final String CONFLICTED = "Conflicted";

  private final KubernetesSerialization serialization;
  private final Clock clock;

  ProfileStatus(KubernetesSerialization serialization, Clock clock) {
    this.serialization = serialization;
    this.clock = clock;
  }

  /** The profile with its new status, to be applied; empty if nothing of it has changed. */
  Optional<NetworkIsolationProfile> changed(
      NetworkIsolationProfile profile, ProfileOutcome outcome) {
    NetworkIsolationProfileStatus status = new NetworkIsolationProfileStatus();
    status.setConditions(
        new Conditions(conditions(profile), profile.getMetadata().getGeneration(), clock.instant())
            .set(
                READY, outcome.ready().holds(), outcome.ready().reason(), outcome.ready().message())
            .set(
                CONFLICTED,
                outcome.conflict().holds(),
                outcome.conflict().reason(),
                outcome.conflict().message())
            .list());
    status.setObservedGeneration(profile.getMetadata().getGeneration());
    NamespaceCounts counts = new NamespaceCounts();
    counts.setMatched(outcome.matched());
    counts.setApplied(outcome.applied());
    counts.setPending(outcome.pending());
    counts.setConflicted(outcome.conflicted());
    status.setNamespaces(counts);
    ChildInventory inventory = new ChildInventory();
    inventory.setCount(outcome.objects());
    inventory.setDigest(outcome.digest());
    status.setInventory(inventory);
    if (tree(status).equals(tree(profile.getStatus()))) {
      return Optional.empty();
    }
    NetworkIsolationProfile update = new NetworkIsolationProfile();
    update.setMetadata(new ObjectMetaBuilder().withName(profile.getMetadata().getName()).build());
    update.setStatus(status);
    return Optional.of(update);
  }

  /** Whether this conflict is news: it was not there, or was another one. */
  static boolean isNews(NetworkIsolationProfile profile, ProfileOutcome.State conflict) {
    return conflict.holds()
        && conditions(profile).stream()
            .filter(condition -> condition.getType().equals(CONFLICTED))
            .noneMatch(
                condition ->
                    condition.getStatus().equals("True")
                        && conflict.message().equals(condition.getMessage()));
  }

  /** Whether the spec is another one than the status speaks of. */
  static boolean isEdited(NetworkIsolationProfile profile) {
    return profile.getStatus() == null
        || !profile
            .getMetadata()
            .getGeneration()
            .equals(profile.getStatus().getObservedGeneration());
  }

  private static List<Condition> conditions(NetworkIsolationProfile profile) {
    return profile.getStatus() == null ? List.of() : profile.getStatus().getConditions();
  }

  private Map<?, ?> tree(@org.jspecify.annotations.Nullable NetworkIsolationProfileStatus status) {
    return status == null ? Map.of() : serialization.convertValue(status, Map.class);
  }
}
