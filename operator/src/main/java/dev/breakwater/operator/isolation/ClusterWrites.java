package dev.breakwater.operator.isolation;

import dev.breakwater.engine.isolation.Step;

/** The writes of isolation. */
interface ClusterWrites {
  /**
   * Carries out one step.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses it or
   *     cannot be reached
   */
  void carryOut(Step step);
}
