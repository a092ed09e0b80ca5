package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Numbers of the report. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "critical",
  "high",
  "medium",
  "low",
  "unknown",
  "policyViolations",
  "excepted",
  "images",
  "omitted"
})
public class ReportSummary {
  @JsonPropertyDescription("Number of findings of severity Critical. Example: 4.")
  private int critical;

  @JsonPropertyDescription("Number of findings of severity High. Example: 4.")
  private int high;

  @JsonPropertyDescription("Number of findings of severity Medium. Example: 4.")
  private int medium;

  @JsonPropertyDescription("Number of findings of severity Low. Example: 4.")
  private int low;

  @JsonPropertyDescription("Number of findings of severity Unknown. Example: 4.")
  private int unknown;

  @JsonPropertyDescription(
      "Findings of an ImagePolicy; they are counted by severity as well. Example: 2.")
  private int policyViolations;

  @JsonPropertyDescription(
      "Vulnerabilities that would violate an ImagePolicy but for its exceptions, for each policy"
          + " and image; images[].excepted names them. Example: 1.")
  private int excepted;

  @JsonPropertyDescription("Different images. Example: 2.")
  private int images;

  @JsonPropertyDescription(
      "Findings that are counted above but left out below, because the report would be larger than"
          + " report.maxSize of its schedules. Example: 0.")
  private int omitted;

  public int getCritical() {
    return critical;
  }

  public void setCritical(int critical) {
    this.critical = critical;
  }

  public int getHigh() {
    return high;
  }

  public void setHigh(int high) {
    this.high = high;
  }

  public int getMedium() {
    return medium;
  }

  public void setMedium(int medium) {
    this.medium = medium;
  }

  public int getLow() {
    return low;
  }

  public void setLow(int low) {
    this.low = low;
  }

  public int getUnknown() {
    return unknown;
  }

  public void setUnknown(int unknown) {
    this.unknown = unknown;
  }

  public int getPolicyViolations() {
    return policyViolations;
  }

  public void setPolicyViolations(int policyViolations) {
    this.policyViolations = policyViolations;
  }

  public int getImages() {
    return images;
  }

  public void setImages(int images) {
    this.images = images;
  }

  public int getOmitted() {
    return omitted;
  }

  public void setOmitted(int omitted) {
    this.omitted = omitted;
  }

  public int getExcepted() {
    return excepted;
  }

  public void setExcepted(int excepted) {
    this.excepted = excepted;
  }
}
