package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The pod that is being judged.
 *
 * @param metadata its metadata
 * @param spec its PodSpec
 * @param securityContext the PodSpec's security context
 * @param containers init, regular and ephemeral containers, in the order in which kube-apiserver
 *     visits them
 * @param bare whether this is a Pod rather than a template of one: kube-apiserver fills in more
 *     fields of a Pod before it judges
 */
record Pod(
    Node metadata, Node spec, Node securityContext, List<PodContainer> containers, boolean bare) {
  static Pod of(PodTemplate template) {
    Node spec = template.spec();
    List<PodContainer> containers = new ArrayList<>(template.containers().size());
    for (Container container : template.containers()) {
      containers.add(PodContainer.of(container));
    }
    return new Pod(
        template.metadata(),
        spec,
        spec.at("securityContext"),
        containers,
        template.path().equals("spec"));
  }

  Node annotations() {
    return metadata.at("annotations");
  }

  /** Whether the pod says that it is for Windows (KEP-2802): Linux' controls do not apply to it. */
  boolean isForWindows() {
    return spec.at("os", "name").textOr("").equals("windows");
  }

  /** Whether the pod's users are not the node's (KEP-127). */
  boolean hasUserNamespace() {
    return spec.at("hostUsers").isFalse();
  }

  Field annotation(String key) {
    return new Field(Field.Part.METADATA, "", "metadata.annotations[" + key + "]");
  }
}
