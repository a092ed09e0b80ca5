package dev.breakwater.operator.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.isolation.Marks;
import dev.breakwater.engine.isolation.Step;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Writes by server-side apply under our one field manager, and deletes only what was judged. */
final class ServerSideWrites implements ClusterWrites {
  private final KubernetesClient client;

  ServerSideWrites(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public void carryOut(Step step) {
    switch (step) {
      case Step.Apply apply ->
          resource(apply.target())
              .patch(
                  new PatchContext.Builder()
                      .withPatchType(PatchType.SERVER_SIDE_APPLY)
                      .withFieldManager(Marks.FIELD_MANAGER)
                      .withForce(apply.force())
                      .build(),
                  client.getKubernetesSerialization().asJson(apply.body()));
      case Step.Delete delete ->
          resource(delete.target()).lockResourceVersion(delete.resourceVersion()).delete();
    }
  }

  /**
   * Built around an item, not a name: by name the client would read the object before it patches.
   */
  private Resource<GenericKubernetesResource> resource(ObjectRef ref) {
    IsolationKind kind = IsolationKind.of(ref);
    GenericKubernetesResource item = new GenericKubernetesResource();
    item.setApiVersion(kind.apiVersion());
    item.setKind(kind.kind());
    item.setMetadata(new ObjectMetaBuilder().withName(ref.name()).build());
    var resources = client.genericKubernetesResources(kind.context());
    return kind.isNamespaced()
        ? resources.inNamespace(ref.namespace()).resource(item)
        : resources.resource(item);
  }
}
