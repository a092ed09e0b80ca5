package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SELinux type is one that is made for containers; nobody chooses a user or a role. */
final class SeLinuxOptions {
  private static final Set<String> TYPES_1_0 =
      Set.of("", "container_t", "container_init_t", "container_kvm_t");
  private static final Set<String> TYPES_1_31 =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final String PATH = "securityContext.seLinuxOptions.";

  private SeLinuxOptions() {}

  static Optional<Violation> since1_0(Control control, Pod pod) {
    return judge(control, pod, TYPES_1_0);
  }

  static Optional<Violation> since1_31(Control control, Pod pod) {
    return judge(control, pod, TYPES_1_31);
  }

  private static Optional<Violation> judge(Control control, Pod pod, Set<String> types) {
    Tally bad = new Tally();
    Node ofPod = pod.securityContext().at("seLinuxOptions");
    if (isBad(ofPod, types)) {
      badOptions(bad, ofPod, types).forEach(option -> bad.pod(PATH + option));
    }
    for (PodContainer container : pod.containers()) {
      Node ofContainer = container.securityContext().at("seLinuxOptions");
      if (isBad(ofContainer, types)) {
        badOptions(bad, ofContainer, types)
            .forEach(option -> bad.container(container, PATH + option));
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "seLinuxOptions",
            bad.setters() + " set forbidden securityContext.seLinuxOptions: " + what(bad));
  }

  private static boolean isBad(Node options, Set<String> types) {
    return options.isPresent()
        && (!types.contains(type(options)) || isSet(options, "user") || isSet(options, "role"));
  }

  private static List<String> badOptions(Tally bad, Node options, Set<String> types) {
    List<String> broken = new ArrayList<>();
    String type = type(options);
    if (!types.contains(type)) {
      bad.value(type);
      broken.add("type");
    }
    for (String option : List.of("user", "role")) {
      if (isSet(options, option)) {
        broken.add(option);
      }
    }
    return broken;
  }

  private static String what(Tally bad) {
    List<String> whats = new ArrayList<>();
    if (!bad.values().isEmpty()) {
      whats.add(Tally.plural(bad.values(), "type") + " " + Tally.quoted(bad.values()));
    }
    for (String option : List.of("user", "role")) {
      if (bad.fields().stream().anyMatch(field -> field.path().endsWith("." + option))) {
        whats.add(option + " may not be set");
      }
    }
    return String.join("; ", whats);
  }

  private static String type(Node options) {
    return options.at("type").textOr("");
  }

  private static boolean isSet(Node options, String option) {
    return !options.at(option).textOr("").isEmpty();
  }
}
