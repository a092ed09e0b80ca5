package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/** What a profile made and keeps. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"count", "digest"})
public class ChildInventory {
  @JsonPropertyDescription(
      "Number of objects: NetworkPolicies, ResourceQuotas, LimitRanges. Example: 60.")
  private int count;

  @JsonPropertyDescription(
      "Digest of their desired content; it changes when that changes. Example: sha256:9f86d081....")
  private @Nullable String digest;

  public int getCount() {
    return count;
  }

  public void setCount(int count) {
    this.count = count;
  }

  public @Nullable String getDigest() {
    return digest;
  }

  public void setDigest(@Nullable String digest) {
    this.digest = digest;
  }
}
