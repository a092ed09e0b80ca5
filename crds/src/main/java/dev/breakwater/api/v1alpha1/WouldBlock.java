package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Size;
import java.util.ArrayList;
import java.util.List;

/** Running workloads whose next new pod Deny would refuse. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"workloads", "top"})
public class WouldBlock {
  @JsonPropertyDescription("How many. Example: 2.")
  private int workloads;

  @JsonPropertyDescription("The first of them by namespace and name, at most 10.")
  @Size(max = 10)
  private List<BlockedWorkload> top = new ArrayList<>();

  public int getWorkloads() {
    return workloads;
  }

  public void setWorkloads(int workloads) {
    this.workloads = workloads;
  }

  public List<BlockedWorkload> getTop() {
    return top;
  }

  public void setTop(List<BlockedWorkload> top) {
    this.top = top;
  }
}
