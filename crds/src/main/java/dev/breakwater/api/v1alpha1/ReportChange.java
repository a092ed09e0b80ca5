package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is new and what is fixed, compared with the report before. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"since", "new", "fixed", "newFindings", "fixedFindings"})
public class ReportChange {
  @JsonPropertyDescription(
      "Time of the scan that this one is compared with; absent in the first report. RFC 3339, UTC;"
          + " example: 2026-03-01T02:00:00Z.")
  private @Nullable String since;

  @JsonPropertyDescription("Findings that were not there before. Example: 2.")
  @JsonProperty("new")
  private int newCount;

  @JsonPropertyDescription("Findings that are gone. Example: 1.")
  private int fixed;

  @JsonPropertyDescription("Ids of the new findings. Example: [3f9a1c2b].")
  private List<String> newFindings = new ArrayList<>();

  @JsonPropertyDescription("Ids of the findings that are gone. Example: [77b0e4d1].")
  private List<String> fixedFindings = new ArrayList<>();

  public @Nullable String getSince() {
    return since;
  }

  public void setSince(@Nullable String since) {
    this.since = since;
  }

  public int getNewCount() {
    return newCount;
  }

  public void setNewCount(int newCount) {
    this.newCount = newCount;
  }

  public int getFixed() {
    return fixed;
  }

  public void setFixed(int fixed) {
    this.fixed = fixed;
  }

  public List<String> getNewFindings() {
    return newFindings;
  }

  public void setNewFindings(List<String> newFindings) {
    this.newFindings = newFindings;
  }

  public List<String> getFixedFindings() {
    return fixedFindings;
  }

  public void setFixedFindings(List<String> fixedFindings) {
    this.fixedFindings = fixedFindings;
  }
}
