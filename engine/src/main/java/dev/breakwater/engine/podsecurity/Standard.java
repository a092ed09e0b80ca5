package dev.breakwater.engine.podsecurity;

import java.util.List;

/**
 * A level at a version, as a namespace asks for it.
 *
 * @param level how strict
 * @param version of which Kubernetes version
 */
public record Standard(Level level, Version version) {
  /** The spelling of kube-apiserver: {@code restricted:v1.24}. */
  public String label() {
    return level.label() + ":" + version.label();
  }

  /**
   * What kube-apiserver says when it turns a pod away: {@code violates PodSecurity
   * "baseline:latest": privileged (container "a" must not set securityContext.privileged=true)}.
   * The same text after {@code would} is what it warns with.
   */
  public String message(List<Violation> violations) {
    StringBuilder text =
        new StringBuilder("violates PodSecurity \"").append(label()).append("\": ");
    for (int i = 0; i < violations.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(violations.get(i).text());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return label();
  }
}
