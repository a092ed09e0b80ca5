package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;

/** Since when the times of a schedule are as they are: instants before that are never missed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"since", "fingerprint", "generation"})
public class TimesInForce {
  @JsonPropertyDescription(
      "When the times were last edited, resumed or created. RFC 3339, UTC; example:"
          + " 2026-03-01T02:00:00Z.")
  @Required
  private String since = "";

  @JsonPropertyDescription(
      "A hash of everything that decides when runs start; another one means that they were edited."
          + " Example: 1f3a9c0775b2e001.")
  @Required
  private String fingerprint = "";

  @JsonPropertyDescription("The metadata.generation that was looked at last. Example: 3.")
  @Required
  private long generation;

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public String getFingerprint() {
    return fingerprint;
  }

  public void setFingerprint(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  public long getGeneration() {
    return generation;
  }

  public void setGeneration(long generation) {
    this.generation = generation;
  }
}
