package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.Node;
import dev.breakwater.image.facts.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of a pod that a controller owns: a fraction of the whole, so that ten thousand of
 * them cost little.
 *
 * @param labels its labels, which may differ from those of the template
 * @param images what its containers run, on a platform that is not known yet
 * @param node where it runs; empty until it is scheduled
 * @param finished whether its phase is Succeeded or Failed: it runs no more
 */
record RunningPod(
    SortedMap<String, String> labels, List<RunningImage> images, String node, boolean finished) {
  static RunningPod of(KubernetesObject object) {
    Node pod = object.body();
    String phase = pod.at("status", "phase").textOr("");
    return new RunningPod(
        Collections.unmodifiableSortedMap(new TreeMap<>(pod.at("metadata", "labels").strings())),
        images(pod),
        pod.at("spec", "nodeName").textOr(""),
        phase.equals("Succeeded") || phase.equals("Failed"));
  }

  /**
   * The distinct images of {@code pods}, in order. A container that has not started yet is left out
   * where another pod already runs the same reference.
   *
   * @param nodes the platforms of the nodes, by name
   */
  static List<RunningImage> images(List<RunningPod> pods, Map<String, Platform> nodes) {
    SortedSet<RunningImage> images = new TreeSet<>();
    for (RunningPod pod : pods) {
      Optional<Platform> platform = Optional.ofNullable(nodes.get(pod.node()));
      for (RunningImage image : pod.images()) {
        images.add(new RunningImage(image.container(), image.image(), image.imageId(), platform));
      }
    }
    return images.stream()
        .filter(image -> !image.imageId().isEmpty() || isOnly(image, images))
        .toList();
  }

  /** An empty id sorts first, so another pod's image of the same container is the next one. */
  private static boolean isOnly(RunningImage image, SortedSet<RunningImage> images) {
    return images.tailSet(image).stream()
        .skip(1)
        .limit(1)
        .noneMatch(
            next ->
                next.container().equals(image.container()) && next.image().equals(image.image()));
  }

  private static List<RunningImage> images(Node pod) {
    List<RunningImage> images = new ArrayList<>();
    Node status = pod.at("status");
    for (Container.Sort sort : Container.Sort.values()) {
      Map<String, String> ids = new HashMap<>();
      for (Node container : status.at(statuses(sort)).items()) {
        ids.put(container.at("name").textOr(""), container.at("imageID").textOr(""));
      }
      for (Node item : pod.at("spec", sort.field()).items()) {
        Container container = new Container(sort, 0, item);
        String name = container.name();
        images.add(
            new RunningImage(
                name, container.image(), ids.getOrDefault(name, ""), Optional.empty()));
      }
    }
    return List.copyOf(images);
  }

  private static String statuses(Container.Sort sort) {
    return switch (sort) {
      case INIT -> "initContainerStatuses";
      case REGULAR -> "containerStatuses";
      case EPHEMERAL -> "ephemeralContainerStatuses";
    };
  }
}
