package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which secrets an image may hold. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"failOn"})
public class SecretRules {
  @JsonPropertyDescription(
      "Secrets in the image as bad as this or worse violate; Unknown means all. Required. Example:"
          + " High.")
  @Required
  private @Nullable Severity failOn;

  public @Nullable Severity getFailOn() {
    return failOn;
  }

  public void setFailOn(@Nullable Severity failOn) {
    this.failOn = failOn;
  }
}
