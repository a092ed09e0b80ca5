package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which workloads, by kind and label. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"kinds", "selector"})
public class WorkloadSelection {
  @JsonPropertyDescription(
      "Kinds of the top of the owner chain: the Deployment, not its ReplicaSet. Absent or empty"
          + " means every kind, also custom ones. Example: [Deployment, CronJob].")
  @Size(max = 8)
  @ValidationRule(
      value = "self.all(a, self.exists_one(b, a == b))",
      message = "name each kind once")
  private List<WorkloadKind> kinds = new ArrayList<>();

  @JsonPropertyDescription(
      "A Kubernetes label selector over the workloads' own labels (not those of their pods)."
          + " Required: {} means every workload, an absent selector is an error. Example:"
          + " {matchLabels: {tier: web}}.")
  @Required
  private @Nullable LabelSelector selector;

  /** Every workload, of any kind and with any label. */
  public static WorkloadSelection all() {
    WorkloadSelection all = new WorkloadSelection();
    all.selector = new LabelSelector();
    return all;
  }

  public List<WorkloadKind> getKinds() {
    return kinds;
  }

  public void setKinds(List<WorkloadKind> kinds) {
    this.kinds = kinds;
  }

  public @Nullable LabelSelector getSelector() {
    return selector;
  }

  public void setSelector(@Nullable LabelSelector selector) {
    this.selector = selector;
  }
}
