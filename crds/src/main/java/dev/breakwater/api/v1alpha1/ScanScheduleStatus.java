package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the schedule did last and does next. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "conditions",
  "observedGeneration",
  "timesInForce",
  "nextScheduleTime",
  "activeRun",
  "lastScheduleTime",
  "lastHandledScanNow",
  "lastRun",
  "lastSuccessfulTime"
})
public class ScanScheduleStatus {
  @JsonPropertyDescription(
      "What is true of this object now, at most one of each type: Ready (False with reason"
          + " InvalidSchedule names the field to correct), Scanning, Suspended. Each has a reason"
          + " (a constant) and a message (a sentence). Wait for one with: kubectl wait"
          + " --for=condition=Ready.")
  private List<Condition> conditions = new ArrayList<>();

  @JsonPropertyDescription(
      "The metadata.generation that this status was computed from; when it is smaller, the last"
          + " edit has not been handled yet. Example: 3.")
  private @Nullable Long observedGeneration;

  @JsonPropertyDescription("Since when the times are as they are; kept by the operator.")
  private @Nullable TimesInForce timesInForce;

  @JsonPropertyDescription(
      "When the next run starts, blackouts and jitter included. Absent while suspended. RFC 3339,"
          + " UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String nextScheduleTime;

  @JsonPropertyDescription("The run in progress; absent when there is none.")
  private @Nullable ActiveRun activeRun;

  @JsonPropertyDescription(
      "The cron instant of the last run that was started, skipped or dropped. RFC 3339, UTC;"
          + " example: 2026-03-01T02:00:00Z.")
  private @Nullable String lastScheduleTime;

  @JsonPropertyDescription(
      "The value of the annotation breakwater.dev/scan-now that was handled last; another value"
          + " starts a run. Example: 2026-03-01.")
  private @Nullable String lastHandledScanNow;

  @JsonPropertyDescription("The last run that ended.")
  private @Nullable LastRun lastRun;

  @JsonPropertyDescription(
      "When the last successful run ended. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String lastSuccessfulTime;

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

  public @Nullable TimesInForce getTimesInForce() {
    return timesInForce;
  }

  public void setTimesInForce(@Nullable TimesInForce timesInForce) {
    this.timesInForce = timesInForce;
  }

  public @Nullable String getNextScheduleTime() {
    return nextScheduleTime;
  }

  public void setNextScheduleTime(@Nullable String nextScheduleTime) {
    this.nextScheduleTime = nextScheduleTime;
  }

  public @Nullable ActiveRun getActiveRun() {
    return activeRun;
  }

  public void setActiveRun(@Nullable ActiveRun activeRun) {
    this.activeRun = activeRun;
  }

  public @Nullable String getLastScheduleTime() {
    return lastScheduleTime;
  }

  public void setLastScheduleTime(@Nullable String lastScheduleTime) {
    this.lastScheduleTime = lastScheduleTime;
  }

  public @Nullable String getLastHandledScanNow() {
    return lastHandledScanNow;
  }

  public void setLastHandledScanNow(@Nullable String lastHandledScanNow) {
    this.lastHandledScanNow = lastHandledScanNow;
  }

  public @Nullable LastRun getLastRun() {
    return lastRun;
  }

  public void setLastRun(@Nullable LastRun lastRun) {
    this.lastRun = lastRun;
  }

  public @Nullable String getLastSuccessfulTime() {
    return lastSuccessfulTime;
  }

  public void setLastSuccessfulTime(@Nullable String lastSuccessfulTime) {
    this.lastSuccessfulTime = lastSuccessfulTime;
  }
}
