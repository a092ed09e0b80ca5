package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which workloads, by namespace, kind and label. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"namespaces", "workloads"})
public class WorkloadMatch {
  @JsonPropertyDescription("In which namespaces. Required. Example: {selector: {}} for all.")
  @Required
  private @Nullable NamespaceSelection namespaces;

  @JsonPropertyDescription(
      "Which workloads in those namespaces. Default: all. Example: {kinds: [Deployment], selector:"
          + " {matchLabels: {tier: web}}}.")
  @Default("{\"selector\": {}}")
  private WorkloadSelection workloads = WorkloadSelection.all();

  public @Nullable NamespaceSelection getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(@Nullable NamespaceSelection namespaces) {
    this.namespaces = namespaces;
  }

  public WorkloadSelection getWorkloads() {
    return workloads;
  }

  public void setWorkloads(WorkloadSelection workloads) {
    this.workloads = workloads;
  }
}
