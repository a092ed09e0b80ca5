package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When to scan, and what. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "schedule",
  "timeZone",
  "suspend",
  "jitter",
  "blackouts",
  "missedRuns",
  "concurrency",
  "onChange",
  "match",
  "scanners",
  "images",
  "report"
})
public class ScanScheduleSpec {
  @JsonPropertyDescription(
      "When runs are due, in CronJob's grammar: minute, hour, day of month, month, day of week"
          + " (0-6, 0 is Sunday), or @hourly, @daily, @weekly, @monthly, @yearly, @every 6h. A day"
          + " of month and a day of week together mean either. Read in spec.timeZone. An expression"
          + " that cannot be read sets Ready=False, InvalidSchedule. Example: 0 2 * * * (02:00"
          + " every day).")
  @Required
  @Size(min = 1, max = 256)
  @ValidationRule(
      value = "!self.contains('TZ=')",
      message =
          "a time zone inside a schedule is not supported: set spec.timeZone, for example"
              + " Europe/Berlin")
  private String schedule = "";

  @JsonPropertyDescription(
      "IANA name of the time zone in which schedule and blackouts are read. Default: UTC. A name"
          + " that is not known sets Ready=False, InvalidSchedule. Example: Europe/Berlin.")
  @Default("UTC")
  @Size(min = 1, max = 64)
  private String timeZone = "UTC";

  @JsonPropertyDescription(
      "true holds back runs that are due; the time that passes is not made up for later. The"
          + " annotation breakwater.dev/scan-now still starts a run, and changed workloads are"
          + " still judged. Default: false.")
  @Default("false")
  private boolean suspend;

  @JsonPropertyDescription(
      "Each run starts up to this much later than it is due, so that clusters do not start"
          + " together; the delay is always the same for one schedule. A whole number and one unit"
          + " of s, m, h; at most 24h. Default: no delay. Example: 10m.")
  @Size(min = 2, max = 6)
  @ValidationRule(
      value = "self.matches('^[1-9][0-9]{0,4}[smh]$') && duration(self) <= duration('24h')",
      messageExpression =
          "'\"' + self + '\" is not a jitter: write a whole number and one unit of s, m, h, at most"
              + " 24h, for example 10m'")
  private @Nullable String jitter;

  @JsonPropertyDescription(
      "Times in which no run starts. A run that is due inside one starts when it ends; many become"
          + " one. At most 16. Example: [{schedule: \"0 8 * * 1-5\", duration: 9h}].")
  @Size(max = 16)
  private List<Blackout> blackouts = new ArrayList<>();

  @JsonPropertyDescription(
      "What happens to runs that were due while the operator was away: RunOnce starts one run for"
          + " all of them, Skip starts none. Time while suspended, before creation or before an"
          + " edit of the schedule is never missed. Default: RunOnce.")
  @Default("RunOnce")
  private MissedRuns missedRuns = MissedRuns.RUN_ONCE;

  @JsonPropertyDescription(
      "What happens to a run that is due while another one of this schedule is active: Forbid drops"
          + " it. Default: Forbid.")
  @Default("Forbid")
  private Concurrency concurrency = Concurrency.FORBID;

  @JsonPropertyDescription(
      "true also judges a workload as soon as it or one of its images changes, between runs."
          + " Default: true.")
  @Default("true")
  private boolean onChange = true;

  @JsonPropertyDescription(
      "Which workloads this schedule covers. Required. A workload that several schedules match gets"
          + " the union of their scanners, the lowest minSeverity and the largest maxSize; the"
          + " report of one that no schedule matches is deleted. Example: {namespaces: {selector:"
          + " {}}}.")
  @Required
  private @Nullable WorkloadMatch match;

  @JsonPropertyDescription(
      "What is looked at: Vulnerabilities and Secrets (in the images that run), Configuration (the"
          + " pod template, Pod Security Standards, images, requests and limits) and Network (per"
          + " namespace: isolation and quota). Default: all of them. Example: [Configuration].")
  @Default("[\"Vulnerabilities\", \"Secrets\", \"Configuration\", \"Network\"]")
  @Size(min = 1, max = 4)
  @ValidationRule(
      value = "self.all(a, self.exists_one(b, a == b))",
      message = "name each scanner once")
  private List<Scanner> scanners = new ArrayList<>(List.of(Scanner.values()));

  @JsonPropertyDescription("How images are pulled and read.")
  @Default("{}")
  private ImageScanOptions images = new ImageScanOptions();

  @JsonPropertyDescription("How large reports get and what they leave out.")
  @Default("{}")
  private ReportOptions report = new ReportOptions();

  public String getSchedule() {
    return schedule;
  }

  public void setSchedule(String schedule) {
    this.schedule = schedule;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    this.timeZone = timeZone;
  }

  public boolean isSuspend() {
    return suspend;
  }

  public void setSuspend(boolean suspend) {
    this.suspend = suspend;
  }

  public @Nullable String getJitter() {
    return jitter;
  }

  public void setJitter(@Nullable String jitter) {
    this.jitter = jitter;
  }

  public List<Blackout> getBlackouts() {
    return blackouts;
  }

  public void setBlackouts(List<Blackout> blackouts) {
    this.blackouts = blackouts;
  }

  public MissedRuns getMissedRuns() {
    return missedRuns;
  }

  public void setMissedRuns(MissedRuns missedRuns) {
    this.missedRuns = missedRuns;
  }

  public Concurrency getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(Concurrency concurrency) {
    this.concurrency = concurrency;
  }

  public boolean isOnChange() {
    return onChange;
  }

  public void setOnChange(boolean onChange) {
    this.onChange = onChange;
  }

  public @Nullable WorkloadMatch getMatch() {
    return match;
  }

  public void setMatch(@Nullable WorkloadMatch match) {
    this.match = match;
  }

  public List<Scanner> getScanners() {
    return scanners;
  }

  public void setScanners(List<Scanner> scanners) {
    this.scanners = scanners;
  }

  public ImageScanOptions getImages() {
    return images;
  }

  public void setImages(ImageScanOptions images) {
    this.images = images;
  }

  public ReportOptions getReport() {
    return report;
  }

  public void setReport(ReportOptions report) {
    this.report = report;
  }
}
