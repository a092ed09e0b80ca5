package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.node.Node;

/** A NetworkPolicy, LimitRange or ResourceQuota that stands in a namespace, ours or not. */
record Child(KubernetesObject object) {
  ObjectRef ref() {
    return object.ref();
  }

  /** Whether the API server's own record proves that we wrote it. */
  boolean isOurs() {
    return fields().weApplied();
  }

  /** Whether it says of itself that it belongs to that profile. */
  boolean claims(String profile) {
    return isLabelled() && profile().equals(profile);
  }

  boolean isLabelled() {
    return Marks.BREAKWATER.equals(object.labels().get(Marks.MANAGED_BY));
  }

  String profile() {
    return object.annotations().getOrDefault(Marks.PROFILE, "");
  }

  String deletionPolicy() {
    return object.annotations().getOrDefault(Marks.DELETION_POLICY, "");
  }

  boolean isolates() {
    return Marks.ISOLATE.equals(object.annotations().get(Marks.RULE));
  }

  boolean isolatesEgress() {
    return object.body().at("spec", "policyTypes").texts().contains("Egress");
  }

  Group group() {
    return ref().kind().equals("NetworkPolicy") ? Group.NETWORK : Group.LIMITS;
  }

  Node spec() {
    return Body.comparable(object.body().at("spec"));
  }

  String resourceVersion() {
    return object.body().at("metadata", "resourceVersion").textOr("");
  }

  ManagedFields fields() {
    return ManagedFields.of(object.body());
  }

  boolean sameObject(ObjectRef other) {
    return ref().kind().equals(other.kind())
        && ref().namespace().equals(other.namespace())
        && ref().name().equals(other.name());
  }
}
