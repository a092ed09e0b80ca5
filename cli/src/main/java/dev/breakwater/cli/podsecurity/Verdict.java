package dev.breakwater.cli.podsecurity;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.WorkloadKind;
import dev.breakwater.engine.podsecurity.PodSecurity;
import dev.breakwater.engine.podsecurity.Standard;
import dev.breakwater.engine.podsecurity.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What a standard says of one pod, or of the template of one.
 *
 * @param object the pod, or what holds the template
 * @param namespace where it stands: {@code default} where the manifest does not say
 * @param reasons what it breaks, in kube-apiserver's words and order
 */
record Verdict(KubernetesObject object, String namespace, List<String> reasons) {
  /** Copies the reasons. */
  Verdict {
    reasons = List.copyOf(reasons);
  }

  /** The verdict on {@code object}; empty where it is no pod and holds no template. */
  static Optional<Verdict> of(KubernetesObject object, Standard standard) {
    return WorkloadKind.of(object.ref())
        .map(
            kind -> {
              String namespace = object.ref().namespace();
              return new Verdict(
                  object,
                  namespace.isEmpty() ? "default" : namespace,
                  PodSecurity.evaluate(standard, kind.template(object.body())).stream()
                      .map(Violation::text)
                      .toList());
            });
  }

  boolean allowed() {
    return reasons.isEmpty();
  }
}
