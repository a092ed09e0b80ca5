package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.Optional;

/** System calls are filtered by a profile, and not by one that lets everything through. */
final class SeccompProfile {
  private static final String OF_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String OF_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

  private SeccompProfile() {}

  /** Before v1.19 annotations chose the profile; fields did not exist and count for nothing. */
  static Optional<Violation> baselineOfAnnotations(Control control, Pod pod) {
    Node annotations = pod.annotations();
    if (annotations.entries().isEmpty()) {
      return Optional.empty();
    }
    Tally bad = new Tally();
    judgeAnnotation(bad, pod, OF_POD);
    for (PodContainer container : pod.containers()) {
      judgeAnnotation(bad, pod, OF_CONTAINER + container.name());
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "seccompProfile",
            "forbidden "
                + Tally.plural(bad.values(), "annotation")
                + " "
                + String.join(", ", bad.values()));
  }

  private static void judgeAnnotation(Tally bad, Pod pod, String key) {
    Node annotation = pod.annotations().at(key);
    String profile = annotation.textOr("");
    if (annotation.isPresent()
        && !profile.equals("runtime/default")
        && !profile.equals("docker/default")
        && !profile.startsWith("localhost/")) {
      bad.value(key + "=" + GoQuote.quote(profile));
      bad.field(pod.annotation(key));
    }
  }

  /** Whoever sets a profile sets a good one. */
  static Optional<Violation> baseline(Control control, Pod pod) {
    return judge(control, pod, false);
  }

  /** And everyone has one, of its own or of the pod. */
  static Optional<Violation> restricted(Control control, Pod pod) {
    return judge(control, pod, true);
  }

  private static Optional<Violation> judge(Control control, Pod pod, boolean required) {
    Tally bad = new Tally();
    Tally silent = new Tally();
    Node ofPod = pod.securityContext().at("seccompProfile");
    if (ofPod.isPresent() && !isGood(ofPod)) {
      bad.pod("securityContext.seccompProfile.type");
      bad.value(type(ofPod));
    }
    for (PodContainer container : pod.containers()) {
      Node ofContainer = container.securityContext().at("seccompProfile");
      if (ofContainer.isPresent() && !isGood(ofContainer)) {
        bad.container(container, "securityContext.seccompProfile.type");
        bad.value(type(ofContainer));
      } else if (required && !ofContainer.isPresent() && !ofPod.isPresent()) {
        silent.container(container, "securityContext.seccompProfile.type");
      }
    }
    if (!bad.isEmpty()) {
      silent.fields().forEach(bad::field);
      return bad.violation(
          control,
          "seccompProfile",
          bad.setters()
              + " must not set securityContext.seccompProfile.type to "
              + Tally.quoted(bad.values()));
    }
    return silent.isEmpty()
        ? Optional.empty()
        : silent.violation(
            control,
            "seccompProfile",
            "pod or "
                + silent.containers()
                + " must set securityContext.seccompProfile.type to"
                + " \"RuntimeDefault\" or \"Localhost\"");
  }

  private static boolean isGood(Node profile) {
    String type = type(profile);
    return type.equals("RuntimeDefault") || type.equals("Localhost");
  }

  private static String type(Node profile) {
    return profile.at("type").textOr("");
  }
}
