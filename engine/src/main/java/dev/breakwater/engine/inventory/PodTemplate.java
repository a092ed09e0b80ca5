package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pod that a workload makes, or that a bare Pod is.
 *
 * @param metadata labels and annotations of the pod
 * @param spec the PodSpec
 * @param path where the spec stands in the workload: {@code spec.template.spec}; {@code spec} for a
 *     bare Pod
 * @param containers init, regular and ephemeral containers, in that order
 */
public record PodTemplate(Node metadata, Node spec, String path, List<Container> containers) {
  /** Reads the containers out of {@code spec}. */
  public static PodTemplate of(Node metadata, Node spec, String path) {
    List<Container> containers = new ArrayList<>();
    for (Container.Sort sort : Container.Sort.values()) {
      List<Node> items = spec.at(sort.field()).items();
      for (int index = 0; index < items.size(); index++) {
        containers.add(new Container(sort, index, items.get(index)));
      }
    }
    return new PodTemplate(metadata, spec, path, List.copyOf(containers));
  }

  /** The pod's labels. */
  public Map<String, String> labels() {
    return metadata.at("labels").strings();
  }

  /** The pod's annotations. */
  public Map<String, String> annotations() {
    return metadata.at("annotations").strings();
  }

  /** The service account that its pods run as: {@code default} where none is named. */
  public String serviceAccount() {
    String name = spec.at("serviceAccountName").textOr("");
    return !name.isEmpty() ? name : spec.at("serviceAccount").textOr("default");
  }
}
