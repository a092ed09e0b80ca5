package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;

/**
 * A container of the pod that is being judged.
 *
 * @param container the container
 * @param securityContext its security context, which nearly every rule asks for
 */
record PodContainer(Container container, Node securityContext) {
  static PodContainer of(Container container) {
    return new PodContainer(container, container.body().at("securityContext"));
  }

  Node body() {
    return container.body();
  }

  String name() {
    return container.name();
  }

  /** The field at {@code path} below the container. */
  Field field(String path) {
    String subject = container.path();
    return new Field(Field.Part.SPEC, subject, subject + "." + path);
  }
}
