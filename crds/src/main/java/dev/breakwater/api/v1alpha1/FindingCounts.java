package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** How many findings there are of each severity. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"critical", "high", "medium", "low", "unknown"})
public class FindingCounts {
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
}
