package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy means for what runs now. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "conditions",
  "observedGeneration",
  "images",
  "workloadsViolating",
  "wouldBlock"
})
public class ImagePolicyStatus {
  @JsonPropertyDescription(
      "What is true of this object now, at most one of each type: Ready (True when the API server"
          + " enforces what this policy says of references), ExceptionsExpired (True when an"
          + " exception holds no more). Each has a reason (a constant) and a message (a sentence)."
          + " Wait for one with: kubectl wait --for=condition=Ready.")
  private List<Condition> conditions = new ArrayList<>();

  @JsonPropertyDescription(
      "The metadata.generation that this status was computed from; when it is smaller, the last"
          + " edit has not been handled yet. Example: 3.")
  private @Nullable Long observedGeneration;

  @JsonPropertyDescription("Images that run now, as far as this policy judges them.")
  private @Nullable ImageCounts images;

  @JsonPropertyDescription("Workloads that run at least one violating image. Example: 2.")
  private int workloadsViolating;

  @JsonPropertyDescription(
      "Running workloads whose next new pod Deny refuses, or would refuse: look here before you set"
          + " enforcement to Deny.")
  private @Nullable WouldBlock wouldBlock;

  public List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(List<Condition> conditions) {
    this.conditions = conditions;
  }

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public @Nullable ImageCounts getImages() {
    return images;
  }

  public void setImages(@Nullable ImageCounts images) {
    this.images = images;
  }

  public int getWorkloadsViolating() {
    return workloadsViolating;
  }

  public void setWorkloadsViolating(int workloadsViolating) {
    this.workloadsViolating = workloadsViolating;
  }

  public @Nullable WouldBlock getWouldBlock() {
    return wouldBlock;
  }

  public void setWouldBlock(@Nullable WouldBlock wouldBlock) {
    this.wouldBlock = wouldBlock;
  }
}
