package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.podsecurity.Control;
import dev.breakwater.engine.podsecurity.Level;
import dev.breakwater.engine.podsecurity.PodSecurity;
import dev.breakwater.engine.podsecurity.Standard;
import dev.breakwater.engine.podsecurity.Version;
import dev.breakwater.engine.podsecurity.Violation;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A workload as checks look at it: its pod, its containers, and the namespace that it is in. */
final class PodView {
  private static final List<Standard> STANDARDS =
      List.of(
          new Standard(Level.BASELINE, Version.LATEST),
          new Standard(Level.RESTRICTED, Version.LATEST));

  private final Workload workload;
  private final Inventory inventory;
  private final Map<Control, Violation> violations;
  private final List<HostPath> hostPaths;
  private final List<Parsed<ImageReference>> images;

  PodView(Workload workload, Inventory inventory) {
    this.workload = workload;
    this.inventory = inventory;
    this.violations = violations(workload.template());
    this.hostPaths = HostPath.of(workload.template().spec());
    this.images =
        containers().stream().map(container -> ImageReference.parse(container.image())).toList();
  }

  /**
   * What of the Pod Security Standards the pod breaks. Restricted is asked as well as baseline,
   * since it leaves out the controls that it replaces by stricter ones.
   */
  private static Map<Control, Violation> violations(PodTemplate template) {
    Map<Control, Violation> violations = new EnumMap<>(Control.class);
    for (Standard standard : STANDARDS) {
      for (Violation violation : PodSecurity.evaluate(standard, template)) {
        violations.put(violation.control(), violation);
      }
    }
    return violations;
  }

  /** How the pod breaks a control; empty if it does not. */
  Optional<Violation> violation(Control control) {
    return Optional.ofNullable(violations.get(control));
  }

  Workload workload() {
    return workload;
  }

  PodTemplate template() {
    return workload.template();
  }

  Node spec() {
    return workload.template().spec();
  }

  Node securityContext() {
    return spec().at("securityContext");
  }

  List<Container> containers() {
    return workload.template().containers();
  }

  /** Its volumes that are pieces of the node. */
  List<HostPath> hostPaths() {
    return hostPaths;
  }

  /** Spots for the containers about whose image, as it is named, {@code seen} says something. */
  List<Spot> eachImage(Function<Parsed<ImageReference>, Optional<String>> seen) {
    List<Spot> spots = new ArrayList<>(0);
    for (int index = 0; index < images.size(); index++) {
      Container container = containers().get(index);
      seen.apply(images.get(index)).ifPresent(text -> spots.add(at(container, text, "image")));
    }
    return spots;
  }

  /** The namespace; empty where the inventory does not have it. */
  Optional<Namespace> namespace() {
    return Optional.ofNullable(inventory.namespaces().get(workload.ref().namespace()));
  }

  /** The service account that its pods run as; empty where the inventory does not have it. */
  Optional<KubernetesObject> serviceAccount() {
    String name = template().serviceAccount();
    return namespace()
        .flatMap(
            namespace ->
                namespace.serviceAccounts().stream()
                    .filter(account -> account.ref().name().equals(name))
                    .findFirst());
  }

  boolean isKind(String kind) {
    return workload.ref().kind().equals(kind);
  }

  /** KEP-2802: the pod says that it is for Windows; what is Linux's alone does not concern it. */
  boolean isForWindows() {
    return spec().at("os", "name").textOr("").equals("windows");
  }

  /** Spots for the containers for which {@code seen} says something. */
  List<Spot> eachContainer(Function<Container, Optional<String>> seen, String... field) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : containers()) {
      seen.apply(container).ifPresent(text -> spots.add(at(container, text, field)));
    }
    return spots;
  }

  /** Spots with the same text for the containers that are {@code faulty}. */
  List<Spot> containersThat(Predicate<Container> faulty, String seen, String... field) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : containers()) {
      if (faulty.test(container)) {
        spots.add(at(container, seen, field));
      }
    }
    return spots;
  }

  /** A spot in a container. */
  Spot at(Container container, String seen, String... field) {
    String subject = container.path();
    String who = container.name().isEmpty() ? subject : container.name();
    return new Spot(subject, who, path(subject, field), seen);
  }

  /** A spot in a part of the pod that is no container: {@code volumes[name=data]}. */
  Spot at(String part, String who, String seen, String... field) {
    return new Spot(part, who, path(part, field), seen);
  }

  /** A spot in the pod itself. */
  Spot atPod(String seen, String... field) {
    return new Spot("", "", path("", field), seen);
  }

  private String path(String part, String... field) {
    StringBuilder path = new StringBuilder(template().path());
    if (!part.isEmpty()) {
      path.append('.').append(part);
    }
    for (String key : field) {
      if (key.charAt(0) != '[') {
        path.append('.');
      }
      path.append(key);
    }
    return path.toString();
  }

  /** What a container says there, or else what the pod says: how contexts are inherited. */
  Node effective(Container container, String field) {
    Node own = container.body().at("securityContext", field);
    return own.isPresent() ? own : securityContext().at(field);
  }
}
