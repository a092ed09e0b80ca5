package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which namespaces get a profile. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"namespaces"})
public class NamespaceMatch {
  @JsonPropertyDescription(
      "The namespaces, by their labels. Required. Example: {selector: {matchLabels:"
          + " {breakwater.dev/isolation: tenant}}}.")
  @Required
  private @Nullable NamespaceSelection namespaces;

  public @Nullable NamespaceSelection getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(@Nullable NamespaceSelection namespaces) {
    this.namespaces = namespaces;
  }
}
