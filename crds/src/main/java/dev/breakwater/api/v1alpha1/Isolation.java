package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;

/** Who may talk to whom. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"ingress", "egress"})
public class Isolation {
  @JsonPropertyDescription(
      "Who may connect to pods of the namespace. None: this direction is not isolated, everything"
          + " is allowed. SameNamespace: only pods of the same namespace. Namespaces: only pods of"
          + " all namespaces that spec.match selects, its own included. What allow and essentials"
          + " name is allowed besides. Default: None.")
  @Default("None")
  private IsolationScope ingress = IsolationScope.NONE;

  @JsonPropertyDescription(
      "Where pods of the namespace may connect to. None: this direction is not isolated, everything"
          + " is allowed. SameNamespace: only pods of the same namespace. Namespaces: only pods of"
          + " all namespaces that spec.match selects, its own included. What allow and essentials"
          + " name is allowed besides. Default: None.")
  @Default("None")
  private IsolationScope egress = IsolationScope.NONE;

  public IsolationScope getIngress() {
    return ingress;
  }

  public void setIngress(IsolationScope ingress) {
    this.ingress = ingress;
  }

  public IsolationScope getEgress() {
    return egress;
  }

  public void setEgress(IsolationScope egress) {
    this.egress = egress;
  }
}
