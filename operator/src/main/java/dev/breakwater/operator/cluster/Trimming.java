package dev.breakwater.operator.cluster;

import dev.breakwater.engine.node.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts an object down to what judgement reads, so that ten thousand pods fit into little memory.
 *
 * <p>Of a pod that a workload owns only names, labels and the images that run are kept: its
 * template is judged where it is written, in the workload.
 */
final class Trimming {
  private static final Set<String> METADATA =
      Set.of(
          "name",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "labels",
          "annotations",
          "ownerReferences",
          "creationTimestamp",
          "deletionTimestamp");
  private static final Set<String> NODE_METADATA =
      Set.of("name", "uid", "resourceVersion", "creationTimestamp");
  private static final Set<String> NOISY_ANNOTATIONS =
      Set.of("kubectl.kubernetes.io/last-applied-configuration");
  private static final List<String> CONTAINER_LISTS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final List<String> POD_SPEC =
      List.of("nodeName", "serviceAccountName", "imagePullSecrets");
  private static final List<String> STATUS_LISTS =
      List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");

  private Trimming() {}

  /** What is kept of {@code object}. */
  static Node trim(Node object) {
    Map<String, Node> kept = new LinkedHashMap<>(object.entries());
    kept.put("metadata", metadata(object.at("metadata")));
    boolean owned =
        object.at("metadata", "ownerReferences").items().stream()
            .anyMatch(owner -> owner.at("controller").isTrue());
    switch (object.at("kind").textOr("")) {
      case "Pod" -> {
        if (owned) {
          replace(kept, "spec", podSpec(object.at("spec")));
        }
        replace(kept, "status", podStatus(object.at("status")));
      }
      case "ReplicaSet" -> {
        kept.remove("status");
        if (owned) {
          kept.remove("spec");
        }
      }
      case "Job" -> {
        replace(kept, "status", only(object.at("status"), Set.of("conditions", "completionTime")));
        if (owned) {
          kept.remove("spec");
        }
      }
      case "Node" -> {
        kept.remove("spec");
        kept.put("metadata", only(object.at("metadata"), NODE_METADATA));
        replace(kept, "status", platform(object.at("status")));
      }
      case "Namespace" -> replace(kept, "status", only(object.at("status"), Set.of("phase")));
      default -> kept.remove("status");
    }
    return new Node.Mapping(kept, 0);
  }

  private static Node metadata(Node metadata) {
    Map<String, Node> kept = new LinkedHashMap<>(only(metadata, METADATA).entries());
    Map<String, Node> annotations = new LinkedHashMap<>(metadata.at("annotations").entries());
    if (annotations.keySet().removeAll(NOISY_ANNOTATIONS)) {
      kept.put("annotations", new Node.Mapping(annotations, 0));
    }
    return new Node.Mapping(kept, 0);
  }

  private static Node podSpec(Node spec) {
    Map<String, Node> kept =
        new LinkedHashMap<>(containers(spec, CONTAINER_LISTS, "name", "image").entries());
    for (String field : POD_SPEC) {
      replace(kept, field, spec.at(field));
    }
    return new Node.Mapping(kept, 0);
  }

  /** A node tells every few minutes how it is; what it is does not change. */
  private static Node platform(Node status) {
    return new Node.Mapping(
        Map.of("nodeInfo", only(status.at("nodeInfo"), Set.of("operatingSystem", "architecture"))),
        0);
  }

  private static Node podStatus(Node status) {
    Map<String, Node> kept =
        new LinkedHashMap<>(containers(status, STATUS_LISTS, "name", "image", "imageID").entries());
    replace(kept, "phase", status.at("phase"));
    return new Node.Mapping(kept, 0);
  }

  private static Node containers(Node parent, List<String> lists, String... fields) {
    Map<String, Node> kept = new LinkedHashMap<>();
    for (String list : lists) {
      List<Node> items =
          parent.at(list).items().stream().map(item -> only(item, Set.of(fields))).toList();
      if (!items.isEmpty()) {
        kept.put(list, new Node.Sequence(items, 0));
      }
    }
    return new Node.Mapping(kept, 0);
  }

  private static Node only(Node mapping, Set<String> keys) {
    Map<String, Node> kept = new LinkedHashMap<>(mapping.entries());
    kept.keySet().retainAll(keys);
    return new Node.Mapping(kept, 0);
  }

  private static void replace(Map<String, Node> entries, String key, Node value) {
    if (value.isPresent()) {
      entries.put(key, value);
    } else {
      entries.remove(key);
    }
  }
}
