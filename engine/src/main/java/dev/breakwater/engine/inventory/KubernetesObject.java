package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import java.util.Map;

/**
 * Any object, whole: what policies, quotas and service accounts are kept as.
 *
 * @param ref its name
 * @param body the whole object, {@code metadata} included
 * @param origin where it was read
 */
public record KubernetesObject(ObjectRef ref, Node body, Origin origin) {
  /** Reads the reference out of {@code body}. */
  public static KubernetesObject of(Node body, Origin origin) {
    Node metadata = body.at("metadata");
    String name = metadata.at("name").textOr("");
    ObjectRef ref =
        new ObjectRef(
            body.at("apiVersion").textOr(""),
            body.at("kind").textOr(""),
            metadata.at("namespace").textOr(""),
            name.isEmpty() ? metadata.at("generateName").textOr("") : name,
            metadata.at("uid").textOr(""));
    return new KubernetesObject(ref, body, origin);
  }

  /** {@code metadata.labels}. */
  public Map<String, String> labels() {
    return body.at("metadata", "labels").strings();
  }

  /** {@code metadata.annotations}. */
  public Map<String, String> annotations() {
    return body.at("metadata", "annotations").strings();
  }
}
