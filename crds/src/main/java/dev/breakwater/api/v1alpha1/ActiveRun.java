package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A run in progress. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "startTime",
  "trigger",
  "scheduleTime",
  "workloadsDone",
  "workloadsTotal",
  "imagesDone",
  "imagesTotal"
})
public class ActiveRun {
  @JsonPropertyDescription("When it started. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  @Required
  private String startTime = "";

  @JsonPropertyDescription("Why it was started: Schedule, Missed or ScanNow.")
  @Required
  private RunTrigger trigger = RunTrigger.SCHEDULE;

  @JsonPropertyDescription(
      "The cron instant that made it due; absent for ScanNow. RFC 3339, UTC; example:"
          + " 2026-03-01T02:00:00Z.")
  private @Nullable String scheduleTime;

  @JsonPropertyDescription("Workloads judged so far. Example: 120.")
  private int workloadsDone;

  @JsonPropertyDescription("Workloads to judge. Example: 340.")
  private int workloadsTotal;

  @JsonPropertyDescription("Images whose scan has ended, well or not. Example: 80.")
  private int imagesDone;

  @JsonPropertyDescription(
      "Images that these workloads run; the run ends when the scan of each has. Example: 95.")
  private int imagesTotal;

  public String getStartTime() {
    return startTime;
  }

  public void setStartTime(String startTime) {
    this.startTime = startTime;
  }

  public RunTrigger getTrigger() {
    return trigger;
  }

  public void setTrigger(RunTrigger trigger) {
    this.trigger = trigger;
  }

  public @Nullable String getScheduleTime() {
    return scheduleTime;
  }

  public void setScheduleTime(@Nullable String scheduleTime) {
    this.scheduleTime = scheduleTime;
  }

  public int getWorkloadsDone() {
    return workloadsDone;
  }

  public void setWorkloadsDone(int workloadsDone) {
    this.workloadsDone = workloadsDone;
  }

  public int getWorkloadsTotal() {
    return workloadsTotal;
  }

  public void setWorkloadsTotal(int workloadsTotal) {
    this.workloadsTotal = workloadsTotal;
  }

  public int getImagesDone() {
    return imagesDone;
  }

  public void setImagesDone(int imagesDone) {
    this.imagesDone = imagesDone;
  }

  public int getImagesTotal() {
    return imagesTotal;
  }

  public void setImagesTotal(int imagesTotal) {
    this.imagesTotal = imagesTotal;
  }
}
