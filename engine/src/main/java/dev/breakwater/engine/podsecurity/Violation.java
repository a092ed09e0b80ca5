package dev.breakwater.engine.podsecurity;

import java.util.List;

/**
 * One control that a pod breaks.
 *
 * @param control which
 * @param reason kube-apiserver's words for it: {@code privileged}
 * @param detail kube-apiserver's words for who and what: {@code container "a" must not set
 *     securityContext.privileged=true}
 * @param fields every field that has to change, in the order of the pod
 */
public record Violation(Control control, String reason, String detail, List<Field> fields) {
  /** Copies the fields. */
  public Violation {
    fields = List.copyOf(fields);
  }

  /** The paths of the fields. */
  public List<String> paths() {
    return fields.stream().map(Field::path).toList();
  }

  /** {@code reason (detail)}, as in kube-apiserver's message. */
  public String text() {
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }
}
