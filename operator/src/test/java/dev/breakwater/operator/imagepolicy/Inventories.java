package dev.breakwater.operator.imagepolicy;

import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What runs. */
final class Inventories {
  private Inventories() {}

  /** A Deployment in the namespace shop for each image. */
  static Inventory of(String... images) {
    return new Inventory(
        IntStream.range(0, images.length)
            .mapToObj(index -> deployment("app-" + index, images[index]))
            .toList(),
        new TreeMap<>(),
        Inventory.Source.CLUSTER);
  }

  private static Workload deployment(String name, String image) {
    Node spec = Node.of(Map.of("containers", List.of(Map.of("name", "app", "image", image))));
    Node body =
        Node.of(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("namespace", "shop", "name", name),
                "spec",
                Map.of("template", Map.of("spec", spec))));
    return new Workload(
        KubernetesObject.of(body, Origin.CLUSTER),
        PodTemplate.of(Node.Absent.ABSENT, spec, "spec.template.spec"),
        List.of());
  }
}
