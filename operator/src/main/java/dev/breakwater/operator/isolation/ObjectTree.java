package dev.breakwater.operator.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what the client read into the tree that is planned with; managedFields are kept. */
final class ObjectTree {
  private ObjectTree() {}

  static KubernetesObject of(GenericKubernetesResource resource, IsolationKind kind) {
    Map<String, Object> body = new LinkedHashMap<>(resource.getAdditionalProperties());
    body.put("apiVersion", kind.apiVersion());
    body.put("kind", kind.kind());
    body.put("metadata", metadata(resource.getMetadata()));
    return KubernetesObject.of(Node.of(body), Origin.CLUSTER);
  }

  private static Map<String, Object> metadata(ObjectMeta metadata) {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "name", metadata.getName());
    put(body, "namespace", metadata.getNamespace());
    put(body, "uid", metadata.getUid());
    put(body, "resourceVersion", metadata.getResourceVersion());
    put(body, "creationTimestamp", metadata.getCreationTimestamp());
    put(body, "deletionTimestamp", metadata.getDeletionTimestamp());
    put(body, "labels", metadata.getLabels());
    put(body, "annotations", metadata.getAnnotations());
    List<ManagedFieldsEntry> entries = metadata.getManagedFields();
    if (entries != null) {
      body.put("managedFields", entries.stream().map(ObjectTree::entry).toList());
    }
    return body;
  }

  private static Map<String, Object> entry(ManagedFieldsEntry entry) {
    Map<String, Object> body = new LinkedHashMap<>();
    put(body, "manager", entry.getManager());
    put(body, "operation", entry.getOperation());
    put(body, "time", entry.getTime());
    put(body, "subresource", entry.getSubresource());
    if (entry.getFieldsV1() != null) {
      body.put("fieldsV1", entry.getFieldsV1().getAdditionalProperties());
    }
    return body;
  }

  private static void put(Map<String, Object> body, String key, @Nullable Object value) {
    if (value != null) {
      body.put(key, value);
    }
  }
}
