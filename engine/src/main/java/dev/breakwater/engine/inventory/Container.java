package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;

/**
 * One container of a pod template.
 *
 * @param sort which of the three lists it stands in
 * @param index its place in that list, from 0
 * @param body the container as it was written
 */
public record Container(Sort sort, int index, Node body) {
  /** The three lists of containers of a pod. */
  public enum Sort {
    INIT("initContainers"),
    REGULAR("containers"),
    EPHEMERAL("ephemeralContainers");

    private final String field;

    Sort(String field) {
      this.field = field;
    }

    /** The field of PodSpec that holds the list. */
    public String field() {
      return field;
    }
  }

  /** The container's name; empty where a broken file has none. */
  public String name() {
    return body.at("name").textOr("");
  }

  /** The image as it was written; empty where there is none. */
  public String image() {
    return body.at("image").textOr("").trim();
  }

  /**
   * A restartable init container (KEP-753) runs beside the regular ones for the pod's whole life.
   */
  public boolean isSidecar() {
    return sort == Sort.INIT && body.at("restartPolicy").textOr("").equals("Always");
  }

  /** The path below the pod's spec: {@code containers[name=cart]}. */
  public String path() {
    String name = name();
    return sort.field() + (name.isEmpty() ? "[" + index + "]" : "[name=" + name + "]");
  }
}
