package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/** Which namespaces, by their labels. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"selector"})
public class NamespaceSelection {
  @JsonPropertyDescription(
      "A Kubernetes label selector over namespaces. Required: {} means every namespace, an absent"
          + " selector is an error. Select by name with the label kubernetes.io/metadata.name."
          + " kube-system, kube-public, kube-node-lease and the namespace of the operator are"
          + " isolated or gated only when a selector names them by that label. Example:"
          + " {matchLabels: {env: production}}.")
  @Required
  private @Nullable LabelSelector selector;

  public @Nullable LabelSelector getSelector() {
    return selector;
  }

  public void setSelector(@Nullable LabelSelector selector) {
    this.selector = selector;
  }
}
