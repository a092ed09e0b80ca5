package dev.breakwater.operator.isolation;

import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.engine.isolation.IsolationProfile;
import dev.breakwater.engine.node.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** Turns the bean of a profile into the record that is planned with. */
final class ProfileTree {
  private ProfileTree() {}

  static IsolationProfile of(
      NetworkIsolationProfile profile, KubernetesSerialization serialization) {
    return IsolationProfile.of(Node.of(serialization.convertValue(profile, Map.class)));
  }
}
