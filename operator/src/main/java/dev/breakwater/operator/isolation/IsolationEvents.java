package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.isolation.Marks;
import dev.breakwater.engine.isolation.Step;
import dev.breakwater.engine.node.Node;
import dev.breakwater.operator.event.Events;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/**
 * Tells people what a look at the objects would not show: who changed them, and that they were
 * changed back. The events are about the profile.
 */
final class IsolationEvents {
  private final Events events;

  IsolationEvents(Events events) {
    this.events = events;
  }

  /** Tells of a step, if it was one that other people should know of. */
  void written(Step step) {
    if (step instanceof Step.Apply apply) {
      switch (apply.cause()) {
        case Step.Cause.Repair repair ->
            events.publish(
                profile(apply),
                Events.Type.WARNING,
                "Repair",
                "DriftRepaired",
                apply.target() + " was changed by " + repair.manager() + " and was put right");
        case Step.Cause.TakeOver takeOver ->
            events.publish(
                profile(apply),
                Events.Type.WARNING,
                "Adopt",
                "TakenOver",
                apply.target() + " of " + takeOver.manager() + " was taken over");
        case Step.Cause.Create _, Step.Cause.Update _ -> {}
      }
    }
  }

  /** Tells that something stands in the way of a profile. */
  void conflicted(NetworkIsolationProfile profile, String message) {
    events.publish(profile, Events.Type.WARNING, "Apply", "Conflicted", message);
  }

  private static NetworkIsolationProfile profile(Step.Apply apply) {
    Node annotations = Node.of(apply.body()).at("metadata", "annotations");
    NetworkIsolationProfile profile = new NetworkIsolationProfile();
    profile.setMetadata(
        new ObjectMetaBuilder()
            .withName(annotations.at(Marks.PROFILE).textOr(""))
            .withUid(annotations.at(Marks.PROFILE_UID).textOr(""))
            .build());
    return profile;
  }
}
