package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where images must come from, and how they are named. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"registries", "tags", "digest", "baseImages", "maxAge"})
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

  @JsonPropertyDescription(
      "What images may be built on. Judged for what runs, in its SecurityReport, not at admission."
          + " Absent: anything. Example: {allow: [\"docker.io/library/debian:*-slim\"]}.")
  private @Nullable BaseImageRules baseImages;

  @JsonPropertyDescription(
      "How old an image may be, counted from when it says that it was made; where it does not say"
          + " (or says a time before 1980), or says a time after it was first seen, from when it"
          + " was first seen. Judged for what runs, in its SecurityReport, not at admission. A"
          + " whole number and one unit of h, d. Absent: any age. Example: 90d.")
  @Size(min = 2, max = 5)
  @ValidationRule(
      value = "self.matches('^[1-9][0-9]{0,3}[hd]$')",
      messageExpression =
          "'\"' + self + '\" is not an age: write a whole number and one unit of h, d, for example"
              + " 90d'")
  private @Nullable String maxAge;

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

  public @Nullable BaseImageRules getBaseImages() {
    return baseImages;
  }

  public void setBaseImages(@Nullable BaseImageRules baseImages) {
    this.baseImages = baseImages;
  }

  public @Nullable String getMaxAge() {
    return maxAge;
  }

  public void setMaxAge(@Nullable String maxAge) {
    this.maxAge = maxAge;
  }
}
