package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An image that a container of the workload runs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "image", "digest", "verdicts"})
public class ReportImage {
  @JsonPropertyDescription("Name of the container. Example: cart.")
  @Required
  private String name = "";

  @JsonPropertyDescription(
      "The image as the pod names it. Example: registry.example.com/shop/cart:1.4.")
  @Required
  private String image = "";

  @JsonPropertyDescription(
      "Digest of what really runs, from the status of the pods; absent when none runs. Example:"
          + " sha256:9f86d081....")
  private @Nullable String digest;

  @JsonPropertyDescription("Verdict by name of the ImagePolicy. Example: {production: Violates}.")
  private Map<String, ImageVerdict> verdicts = new TreeMap<>();

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getImage() {
    return image;
  }

  public void setImage(String image) {
    this.image = image;
  }

  public @Nullable String getDigest() {
    return digest;
  }

  public void setDigest(@Nullable String digest) {
    this.digest = digest;
  }

  public Map<String, ImageVerdict> getVerdicts() {
    return verdicts;
  }

  public void setVerdicts(Map<String, ImageVerdict> verdicts) {
    this.verdicts = verdicts;
  }
}
