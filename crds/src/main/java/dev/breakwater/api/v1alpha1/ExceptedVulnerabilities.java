package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vulnerabilities of an image that an exception of a policy lets pass. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"policy", "vulnerabilities", "status", "justification", "reason", "expires"})
public class ExceptedVulnerabilities {
  @JsonPropertyDescription("Name of the ImagePolicy. Example: production.")
  @Required
  private String policy = "";

  @JsonPropertyDescription(
      "Those that would violate the policy otherwise. Example: [CVE-2024-0001].")
  @Required
  private List<String> vulnerabilities = new ArrayList<>();

  @JsonPropertyDescription(
      "What the exception says of them, in OpenVEX's words. Example: not_affected.")
  private @Nullable VexStatus status;

  @JsonPropertyDescription(
      "Why they do no harm, in OpenVEX's words; absent where they do. Example:"
          + " vulnerable_code_not_in_execute_path.")
  private @Nullable VexJustification justification;

  @JsonPropertyDescription(
      "Why the exception was made. Example: the parser is never given foreign input, see SEC-123.")
  @Required
  private String reason = "";

  @JsonPropertyDescription(
      "The last day, in UTC, on which the exception holds. Example: 2027-01-31.")
  @Required
  private String expires = "";

  public String getPolicy() {
    return policy;
  }

  public void setPolicy(String policy) {
    this.policy = policy;
  }

  public List<String> getVulnerabilities() {
    return vulnerabilities;
  }

  public void setVulnerabilities(List<String> vulnerabilities) {
    this.vulnerabilities = vulnerabilities;
  }

  public @Nullable VexStatus getStatus() {
    return status;
  }

  public void setStatus(@Nullable VexStatus status) {
    this.status = status;
  }

  public String getExpires() {
    return expires;
  }

  public void setExpires(String expires) {
    this.expires = expires;
  }

  public @Nullable VexJustification getJustification() {
    return justification;
  }

  public void setJustification(@Nullable VexJustification justification) {
    this.justification = justification;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }
}
