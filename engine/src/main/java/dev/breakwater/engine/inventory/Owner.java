package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import java.util.Optional;

/**
 * The object that manages another: its one owner reference with {@code controller: true}.
 *
 * @param ref the owner, in the namespace of what it owns
 */
record Owner(ObjectRef ref) {
  /**
   * Reads the controller out of {@code object}'s metadata. A Node is not one: it merely mirrors the
   * static pods of its kubelet, and no template stands above them.
   */
  static Optional<Owner> of(KubernetesObject object) {
    for (Node reference : object.body().at("metadata", "ownerReferences").items()) {
      if (reference.at("controller").isTrue() && !reference.at("kind").textOr("").equals("Node")) {
        return Optional.of(
            new Owner(
                new ObjectRef(
                    reference.at("apiVersion").textOr(""),
                    reference.at("kind").textOr(""),
                    object.ref().namespace(),
                    reference.at("name").textOr(""),
                    reference.at("uid").textOr(""))));
      }
    }
    return Optional.empty();
  }

  /** Whether {@code candidate} is this owner: by uid where both have one, else by name. */
  boolean is(ObjectRef candidate) {
    if (!ref.uid().isEmpty() && !candidate.uid().isEmpty()) {
      return ref.uid().equals(candidate.uid());
    }
    return OwnerChains.identity(ref).equals(OwnerChains.identity(candidate));
  }
}
