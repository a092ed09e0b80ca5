package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Where images must come from, and how they are named. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"registries", "tags", "digest"})
public class ImageSource {
  @JsonPropertyDescription("Which repositories are allowed. Absent: all.")
  private @Nullable RegistryRules registries;

  @JsonPropertyDescription("Which tags are not allowed. Absent: none.")
  private @Nullable TagRules tags;

  @JsonPropertyDescription(
      "Require: every image must be named by digest (name@sha256:...), which cannot be moved."
          + " Ignore: a tag alone will do. Default: Ignore.")
  @Default("Ignore")
  private DigestRule digest = DigestRule.IGNORE;

  public @Nullable RegistryRules getRegistries() {
    return registries;
  }

  public void setRegistries(@Nullable RegistryRules registries) {
    this.registries = registries;
  }

  public @Nullable TagRules getTags() {
    return tags;
  }

  public void setTags(@Nullable TagRules tags) {
    this.tags = tags;
  }

  public DigestRule getDigest() {
    return digest;
  }

  public void setDigest(DigestRule digest) {
    this.digest = digest;
  }
}
