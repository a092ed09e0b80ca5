package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Images that run now. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"matched", "violating"})
public class ImageCounts {
  @JsonPropertyDescription("Different images in matched namespaces. Example: 31.")
  private int matched;

  @JsonPropertyDescription("Those of them that violate the policy. Example: 2.")
  private int violating;

  public int getMatched() {
    return matched;
  }

  public void setMatched(int matched) {
    this.matched = matched;
  }

  public int getViolating() {
    return violating;
  }

  public void setViolating(int violating) {
    this.violating = violating;
  }
}
