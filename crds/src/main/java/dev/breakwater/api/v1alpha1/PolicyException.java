package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vulnerabilities that do not count for a time. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"vulnerabilities", "images", "status", "justification", "reason", "expires"})
@ValidationRule(
    value = "has(self.status) && (self.status == 'not_affected') == has(self.justification)",
    message = "status not_affected needs a justification, the other statuses take none")
public class PolicyException {
  @JsonPropertyDescription(
      "Ids of the vulnerabilities: the CVE, another of its names, or the vendor's advisory. At most"
          + " 64. Required. Example: [CVE-2024-0001].")
  @Required
  @Size(min = 1, max = 64)
  @ValidationRule(
      value = "self.all(v, v.matches('^[A-Za-z0-9][A-Za-z0-9._:-]*$'))",
      message = "write whole ids of vulnerabilities, for example CVE-2024-0001")
  private List<@Size(min = 1, max = 64) String> vulnerabilities = new ArrayList<>();

  @JsonPropertyDescription(
      "Patterns of the images that it is for, as in match.images. Absent: all that the policy"
          + " judges. At most 16 of 256 characters. Example: [\"**/cart\"].")
  @Size(max = 16)
  private List<@Size(min = 1, max = 256) String> images = new ArrayList<>();

  @JsonPropertyDescription(
      "What is said of them, in OpenVEX's words. not_affected: they do no harm here. affected: they"
          + " do, and that is accepted. fixed: the image has the fix, though the version does not"
          + " show it. under_investigation: nobody knows yet, and that is accepted. All do the same"
          + " until expires, and are shown. Required. Example: not_affected.")
  @Required
  private @Nullable VexStatus status;

  @JsonPropertyDescription(
      "Why they do no harm, in OpenVEX's words; for status not_affected, which requires it."
          + " Example: vulnerable_code_not_in_execute_path.")
  private @Nullable VexJustification justification;

  @JsonPropertyDescription(
      "Why this was decided, for those who ask later. Required. Example: the parser is never given"
          + " foreign input, see SEC-123.")
  @Required
  @Size(min = 1, max = 512)
  private String reason = "";

  @JsonPropertyDescription(
      "The last day, in UTC, on which it holds. Required. Example: 2027-01-31.")
  @Required
  @Size(min = 1, max = 10)
  @ValidationRule(
      value = "self.matches('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')",
      messageExpression =
          "'\"' + self + '\" is not a day: write year-month-day, for example 2027-01-31'")
  private String expires = "";

  public List<String> getVulnerabilities() {
    return vulnerabilities;
  }

  public void setVulnerabilities(List<String> vulnerabilities) {
    this.vulnerabilities = vulnerabilities;
  }

  public List<String> getImages() {
    return images;
  }

  public void setImages(List<String> images) {
    this.images = images;
  }

  public @Nullable VexStatus getStatus() {
    return status;
  }

  public void setStatus(@Nullable VexStatus status) {
    this.status = status;
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

  public String getExpires() {
    return expires;
  }

  public void setExpires(String expires) {
    this.expires = expires;
  }
}
