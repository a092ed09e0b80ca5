package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A span of time, again and again, in which no run starts. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"schedule", "duration"})
public class Blackout {
  @JsonPropertyDescription(
      "When it begins, in CronJob's grammar, read in spec.timeZone. Example: 0 8 * * 1-5 (08:00"
          + " from Monday to Friday).")
  @Required
  @Size(min = 1, max = 256)
  @ValidationRule(
      value = "!self.contains('TZ=')",
      message =
          "a time zone inside a schedule is not supported: set spec.timeZone, for example"
              + " Europe/Berlin")
  private String schedule = "";

  @JsonPropertyDescription(
      "How long it lasts. A whole number and one unit of s, m, h, d; at most 31d. Example: 9h.")
  @Required
  @Size(min = 2, max = 6)
  @ValidationRule(
      value = "self.matches('^[1-9][0-9]{0,4}[smhd]$')",
      messageExpression =
          "'\"' + self + '\" is not a duration: write a whole number and one unit of s, m, h, d,"
              + " for example 9h'")
  @ValidationRule(
      value =
          "!self.matches('^[1-9][0-9]{0,4}[smhd]$') || (self.endsWith('d') ? int(self.substring(0,"
              + " size(self) - 1)) <= 31 : duration(self) <= duration('744h'))",
      message = "a blackout lasts at most 31d; to hold back runs for longer set spec.suspend: true")
  private String duration = "";

  public String getSchedule() {
    return schedule;
  }

  public void setSchedule(String schedule) {
    this.schedule = schedule;
  }

  public String getDuration() {
    return duration;
  }

  public void setDuration(String duration) {
    this.duration = duration;
  }
}
