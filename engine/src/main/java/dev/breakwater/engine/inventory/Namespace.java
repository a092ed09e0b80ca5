package dev.breakwater.engine.inventory;

import java.util.List;
import java.util.Map;

/**
 * A namespace and what applies to the whole of it.
 *
 * @param name its name
 * @param object the Namespace object; where files name a namespace without holding it, a body of
 *     its name alone
 * @param networkPolicies NetworkPolicies (networking.k8s.io/v1)
 * @param resourceQuotas ResourceQuotas
 * @param limitRanges LimitRanges
 * @param serviceAccounts ServiceAccounts
 * @param services Services
 * @param podLabels the distinct label sets of the pods that run there or that its workloads would
 *     make
 * @param declared whether the Namespace object itself was seen
 */
public record Namespace(
    String name,
    KubernetesObject object,
    List<KubernetesObject> networkPolicies,
    List<KubernetesObject> resourceQuotas,
    List<KubernetesObject> limitRanges,
    List<KubernetesObject> serviceAccounts,
    List<KubernetesObject> services,
    List<Map<String, String>> podLabels,
    boolean declared) {
  /**
   * The namespace's labels, with {@code kubernetes.io/metadata.name} (KEP-2161) also where a file
   * leaves it out.
   */
  public Map<String, String> labels() {
    Map<String, String> labels = new java.util.LinkedHashMap<>(object.labels());
    labels.put("kubernetes.io/metadata.name", name);
    return labels;
  }
}
