package dev.breakwater.operator.imagepolicy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks the API server by dry run whether it finds the ImagePolicies.
 *
 * <p>A policy whose parameter it does not find refuses, under {@code Fail}, every pod of the
 * cluster; for half a minute after a CRD appeared that is so. So a policy that can refuse nothing
 * else is tried first.
 */
final class ParameterProbe {
  static final String NAME = "breakwater-images-probe";
  private static final int INVALID = 422;

  private final KubernetesClient client;
  private final List<HasMetadata> objects;
  private final Lease lease;

  ParameterProbe(KubernetesClient client, String operatorNamespace) {
    this.client = client;
    objects =
        Serialization.unmarshal(
                AdmissionObjects.filled(
                    AdmissionObjects.read("probe.yaml"),
                    Map.of("name", NAME, "operatorNamespace", operatorNamespace)),
                KubernetesList.class)
            .getItems();
    lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(operatorNamespace)
            .endMetadata()
            .build();
  }

  /**
   * Whether the parameter resolves; {@code false} also while the probe is not yet in effect.
   *
   * @param anyPolicy whether there is an ImagePolicy: then it must be found, else it is enough that
   *     the API server knows that there is none
   * @throws KubernetesClientException if the API server does not answer, or a right is missing
   */
  boolean resolves(boolean anyPolicy) {
    for (HasMetadata object : objects) {
      client.resource(object).fieldManager(OwnedObjects.MANAGER).forceConflicts().serverSideApply();
    }
    try {
      client.resource(lease).dryRun().create();
      return false;
    } catch (KubernetesClientException refused) {
      String message = Objects.requireNonNullElse(refused.getMessage(), "");
      if (refused.getCode() != INVALID || !message.contains(NAME)) {
        throw refused;
      }
      return message.contains("the parameter resolves")
          || (!anyPolicy && message.contains("no params found"));
    }
  }

  /** Takes the probe away again. */
  void remove() {
    objects.reversed().forEach(object -> client.resource(object).delete());
  }
}
