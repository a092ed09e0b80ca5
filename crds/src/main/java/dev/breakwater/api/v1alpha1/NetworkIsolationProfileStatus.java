package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the profile is in place. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"conditions", "observedGeneration", "namespaces", "inventory"})
public class NetworkIsolationProfileStatus {
  @JsonPropertyDescription(
      "What is true of this object now, at most one of each type: Ready (True when every matched"
          + " namespace is as the profile says), Conflicted. Each has a reason (a constant) and a"
          + " message (a sentence). Wait for one with: kubectl wait --for=condition=Ready.")
  private List<Condition> conditions = new ArrayList<>();

  @JsonPropertyDescription(
      "The metadata.generation that this status was computed from; when it is smaller, the last"
          + " edit has not been handled yet. Example: 3.")
  private @Nullable Long observedGeneration;

  @JsonPropertyDescription("How many namespaces are in which state.")
  private @Nullable NamespaceCounts namespaces;

  @JsonPropertyDescription("What the profile made and keeps.")
  private @Nullable ChildInventory inventory;

  public List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(List<Condition> conditions) {
    this.conditions = conditions;
  }

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public @Nullable NamespaceCounts getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(@Nullable NamespaceCounts namespaces) {
    this.namespaces = namespaces;
  }

  public @Nullable ChildInventory getInventory() {
    return inventory;
  }

  public void setInventory(@Nullable ChildInventory inventory) {
    this.inventory = inventory;
  }
}
