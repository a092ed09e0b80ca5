package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The default AppArmor profile stays on, or one of the node's own takes its place. */
final class AppArmorProfile {
  private static final String ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

  private AppArmorProfile() {}

  static Optional<Violation> judge(Control control, Pod pod) {
    Tally bad = new Tally();
    Node ofPod = pod.securityContext().at("appArmorProfile");
    if (ofPod.isPresent() && !isGood(type(ofPod))) {
      bad.pod("securityContext.appArmorProfile.type");
      bad.value(type(ofPod));
    }
    for (PodContainer container : pod.containers()) {
      Node ofContainer = container.securityContext().at("appArmorProfile");
      if (ofContainer.isPresent()) {
        if (!isGood(type(ofContainer))) {
          bad.container(container, "securityContext.appArmorProfile.type");
          bad.value(type(ofContainer));
        }
      } else if (annotationBecomesField(pod, container)) {
        bad.container(container, "securityContext.appArmorProfile.type");
        bad.value("Unconfined");
      }
    }
    Tally annotations = badAnnotations(pod);
    if (bad.isEmpty() && annotations.isEmpty()) {
      return Optional.empty();
    }
    List<String> setters = new ArrayList<>(2);
    if (!bad.isEmpty()) {
      setters.add(bad.setters());
    }
    if (!annotations.isEmpty()) {
      setters.add(Tally.plural(annotations.values(), "annotation"));
    }
    List<String> values = new ArrayList<>(bad.values());
    values.addAll(annotations.values());
    annotations.fields().forEach(bad::field);
    return bad.violation(
        control,
        Tally.plural(values, "forbidden AppArmor profile"),
        String.join(" and ", setters)
            + " must not set AppArmor profile type to "
            + Tally.quoted(values));
  }

  private static Tally badAnnotations(Pod pod) {
    Tally bad = new Tally();
    pod.annotations()
        .entries()
        .forEach(
            (key, value) -> {
              if (key.startsWith(ANNOTATION) && !isGoodAnnotation(value.textOr(""))) {
                bad.value(key + "=" + GoQuote.quote(value.textOr("")));
                bad.field(pod.annotation(key));
              }
            });
    return bad;
  }

  /**
   * As a Pod is created, kube-apiserver copies the annotation of an init or regular container into
   * the field, unless the pod's own profile says the same, and then judges both (KEP-24,
   * applyAppArmorVersionSkew). Only {@code unconfined} makes a field that is bad.
   */
  private static boolean annotationBecomesField(Pod pod, PodContainer container) {
    return pod.bare()
        && container.container().sort() != Container.Sort.EPHEMERAL
        && pod.annotations().at(ANNOTATION + container.name()).textOr("").equals("unconfined")
        && !type(pod.securityContext().at("appArmorProfile")).equals("Unconfined")
        && !pod.isForWindows();
  }

  private static boolean isGoodAnnotation(String profile) {
    return profile.isEmpty()
        || profile.equals("runtime/default")
        || profile.startsWith("localhost/");
  }

  private static boolean isGood(String type) {
    return type.equals("RuntimeDefault") || type.equals("Localhost");
  }

  private static String type(Node profile) {
    return profile.at("type").textOr("");
  }
}
