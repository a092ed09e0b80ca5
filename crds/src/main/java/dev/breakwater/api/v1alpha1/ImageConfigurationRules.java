package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How an image must be configured. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"user"})
public class ImageConfigurationRules {
  @JsonPropertyDescription(
      "NonRoot: the image names a user that is neither root nor 0; none at all means root. A name"
          + " is taken at its word. Required. Example: NonRoot.")
  @Required
  private @Nullable ImageUser user;

  public @Nullable ImageUser getUser() {
    return user;
  }

  public void setUser(@Nullable ImageUser user) {
    this.user = user;
  }
}
