package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret with credentials of registries. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public class PullSecret {
  @JsonPropertyDescription("Name of the Secret. Required. Example: registry.")
  @Required
  @Size(min = 1, max = 253)
  private String name = "";

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }
}
