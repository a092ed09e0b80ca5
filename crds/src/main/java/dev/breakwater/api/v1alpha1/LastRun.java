package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A run that ended. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "startTime",
  "completionTime",
  "trigger",
  "result",
  "message",
  "workloads",
  "images",
  "imagesFailed",
  "findings",
  "new",
  "fixed"
})
public class LastRun {
  @JsonPropertyDescription("When it started. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  @Required
  private String startTime = "";

  @JsonPropertyDescription("When it ended. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  @Required
  private String completionTime = "";

  @JsonPropertyDescription("Why it was started: Schedule, Missed or ScanNow.")
  @Required
  private RunTrigger trigger = RunTrigger.SCHEDULE;

  @JsonPropertyDescription("Succeeded, or Failed when at least one workload could not be judged.")
  @Required
  private RunResult result = RunResult.SUCCEEDED;

  @JsonPropertyDescription("What happened, in a sentence. Example: 340 workloads judged.")
  private @Nullable String message;

  @JsonPropertyDescription("Workloads judged. Example: 340.")
  private int workloads;

  @JsonPropertyDescription("Images that these workloads run. Example: 95.")
  private int images;

  @JsonPropertyDescription(
      "Images whose last scan failed; the reports of their workloads say why. Example: 2.")
  private int imagesFailed;

  @JsonPropertyDescription("Findings in the reports of these workloads, by severity.")
  private FindingCounts findings = new FindingCounts();

  @JsonPropertyDescription(
      "Findings that the previous report of their workload did not have. Example: 3.")
  @JsonProperty("new")
  private int newCount;

  @JsonPropertyDescription("Findings of previous reports that are gone. Example: 5.")
  private int fixed;

  public String getStartTime() {
    return startTime;
  }

  public void setStartTime(String startTime) {
    this.startTime = startTime;
  }

  public String getCompletionTime() {
    return completionTime;
  }

  public void setCompletionTime(String completionTime) {
    this.completionTime = completionTime;
  }

  public RunTrigger getTrigger() {
    return trigger;
  }

  public void setTrigger(RunTrigger trigger) {
    this.trigger = trigger;
  }

  public RunResult getResult() {
    return result;
  }

  public void setResult(RunResult result) {
    this.result = result;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public int getWorkloads() {
    return workloads;
  }

  public void setWorkloads(int workloads) {
    this.workloads = workloads;
  }

  public FindingCounts getFindings() {
    return findings;
  }

  public void setFindings(FindingCounts findings) {
    this.findings = findings;
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

  public int getImages() {
    return images;
  }

  public void setImages(int images) {
    this.images = images;
  }

  public int getImagesFailed() {
    return imagesFailed;
  }

  public void setImagesFailed(int imagesFailed) {
    this.imagesFailed = imagesFailed;
  }
}
