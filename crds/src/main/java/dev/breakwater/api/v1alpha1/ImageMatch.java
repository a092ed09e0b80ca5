package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which images, by namespace and name. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"namespaces", "images"})
public class ImageMatch {
  @JsonPropertyDescription(
      "In which namespaces. Required. Example: {selector: {matchLabels: {env: production}}}.")
  @Required
  private @Nullable NamespaceSelection namespaces;

  @JsonPropertyDescription(
      "Patterns of the images that this policy judges; others are none of its business. Default:"
          + " [\"**\"], all. Patterns are compared with the canonical repository (nginx is"
          + " docker.io/library/nginx); with a : after the last / also with the tag, with @ also"
          + " with the digest. ? is one character, * any without /, ** any. At most 64 of 256"
          + " characters.")
  @Default("[\"**\"]")
  @Size(min = 1, max = 64)
  @ValidationRule(
      value = "self.all(p, self.exists_one(o, o == p))",
      message = "name each pattern once")
  private List<@Size(min = 1, max = 256) String> images = new ArrayList<>(List.of("**"));

  public @Nullable NamespaceSelection getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(@Nullable NamespaceSelection namespaces) {
    this.namespaces = namespaces;
  }

  public List<String> getImages() {
    return images;
  }

  public void setImages(List<String> images) {
    this.images = images;
  }
}
