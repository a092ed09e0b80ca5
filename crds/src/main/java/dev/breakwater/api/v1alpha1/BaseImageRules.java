package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** What images may be built on. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"allow"})
public class BaseImageRules {
  @JsonPropertyDescription(
      "Patterns of which one must match the image that this one is built on, or the image itself."
          + " Only proof counts: the layers of the base, as its own manifest lists them, are the"
          + " lowest layers of the image. What a label or the history says proves nothing, and what"
          + " is not known violates. Patterns as in registries.allow; at most 64 of 256 characters."
          + " Required. Example: [\"docker.io/library/debian:*-slim\"].")
  @Required
  @Size(min = 1, max = 64)
  @ValidationRule(
      value = "self.all(p, self.exists_one(o, o == p))",
      message = "name each pattern once")
  private List<@Size(min = 1, max = 256) String> allow = new ArrayList<>();

  public List<String> getAllow() {
    return allow;
  }

  public void setAllow(List<String> allow) {
    this.allow = allow;
  }
}
