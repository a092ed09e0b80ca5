package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One problem, and what to do about it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "id",
  "type",
  "check",
  "severity",
  "subject",
  "path",
  "file",
  "line",
  "image",
  "package",
  "installed",
  "fixed",
  "vulnerabilities",
  "score",
  "exploited",
  "message",
  "remediation",
  "controls",
  "firstSeen"
})
public class Finding {
  @JsonPropertyDescription(
      "Identity of the finding: stays the same while the problem stays. Example: 3f9a1c2b.")
  @Required
  private String id = "";

  @JsonPropertyDescription("Configuration, Network, Vulnerability, Secret or ImagePolicy.")
  @Required
  private FindingType type = FindingType.CONFIGURATION;

  @JsonPropertyDescription(
      "Id of the check; read about it with: breakwater explain CHECK. Example: BW-POD-001.")
  @Required
  private String check = "";

  @JsonPropertyDescription("Critical, High, Medium, Low or Unknown.")
  @Required
  private Severity severity = Severity.UNKNOWN;

  @JsonPropertyDescription("The part of the object. Example: containers[cart].")
  private @Nullable String subject;

  @JsonPropertyDescription(
      "The field. Example: spec.template.spec.containers[0].securityContext.privileged.")
  private @Nullable String path;

  @JsonPropertyDescription(
      "The file that the object was read from; absent in the cluster. Example: deploy/cart.yaml.")
  private @Nullable String file;

  @JsonPropertyDescription(
      "The line of the field in that file, from 1; absent in the cluster. Example: 42.")
  private @Nullable Integer line;

  @JsonPropertyDescription(
      "The image that it was found in; absent where it is about the object. Example:"
          + " registry.example.com/shop/cart:1.4.")
  private @Nullable String image;

  @JsonProperty("package")
  @JsonPropertyDescription("The package that has the vulnerabilities. Example: openssl.")
  private @Nullable String packageName;

  @JsonPropertyDescription("The version of the package. Example: 3.0.11-1.")
  private @Nullable String installed;

  @JsonPropertyDescription(
      "The versions that fix the vulnerabilities; absent when nothing does. Example: 3.0.15-1.")
  private @Nullable String fixed;

  @JsonPropertyDescription(
      "Ids of the vulnerabilities that this upgrade fixes, what to look at first comes first."
          + " Example: [CVE-2026-0001].")
  private List<String> vulnerabilities = new ArrayList<>();

  @JsonPropertyDescription(
      "The highest CVSS score among the vulnerabilities, 0 to 10; absent when nobody rated them."
          + " Example: 9.8.")
  private @Nullable Double score;

  @JsonPropertyDescription(
      "true when one of the vulnerabilities is known to be exploited (CISA KEV); absent otherwise.")
  private @Nullable Boolean exploited;

  @JsonPropertyDescription("What is wrong. Example: container cart is privileged.")
  @Required
  private String message = "";

  @JsonPropertyDescription("What to do. Example: remove securityContext.privileged.")
  private @Nullable String remediation;

  @JsonPropertyDescription(
      "Rules of published standards that this breaks. Example: [PSS:baseline, CIS:5.2.2].")
  private List<String> controls = new ArrayList<>();

  @JsonPropertyDescription(
      "Time of the scan that found it first. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String firstSeen;

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public FindingType getType() {
    return type;
  }

  public void setType(FindingType type) {
    this.type = type;
  }

  public String getCheck() {
    return check;
  }

  public void setCheck(String check) {
    this.check = check;
  }

  public Severity getSeverity() {
    return severity;
  }

  public void setSeverity(Severity severity) {
    this.severity = severity;
  }

  public @Nullable String getSubject() {
    return subject;
  }

  public void setSubject(@Nullable String subject) {
    this.subject = subject;
  }

  public @Nullable String getPath() {
    return path;
  }

  public void setPath(@Nullable String path) {
    this.path = path;
  }

  public @Nullable String getFile() {
    return file;
  }

  public void setFile(@Nullable String file) {
    this.file = file;
  }

  public @Nullable Integer getLine() {
    return line;
  }

  public void setLine(@Nullable Integer line) {
    this.line = line;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

  public @Nullable String getRemediation() {
    return remediation;
  }

  public void setRemediation(@Nullable String remediation) {
    this.remediation = remediation;
  }

  public List<String> getControls() {
    return controls;
  }

  public void setControls(List<String> controls) {
    this.controls = controls;
  }

  public @Nullable String getFirstSeen() {
    return firstSeen;
  }

  public void setFirstSeen(@Nullable String firstSeen) {
    this.firstSeen = firstSeen;
  }

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public @Nullable String getPackageName() {
    return packageName;
  }

  public void setPackageName(@Nullable String packageName) {
    this.packageName = packageName;
  }

  public @Nullable String getInstalled() {
    return installed;
  }

  public void setInstalled(@Nullable String installed) {
    this.installed = installed;
  }

  public @Nullable String getFixed() {
    return fixed;
  }

  public void setFixed(@Nullable String fixed) {
    this.fixed = fixed;
  }

  public List<String> getVulnerabilities() {
    return vulnerabilities;
  }

  public void setVulnerabilities(List<String> vulnerabilities) {
    this.vulnerabilities = vulnerabilities;
  }

  public @Nullable Double getScore() {
    return score;
  }

  public void setScore(@Nullable Double score) {
    this.score = score;
  }

  public @Nullable Boolean getExploited() {
    return exploited;
  }

  public void setExploited(@Nullable Boolean exploited) {
    this.exploited = exploited;
  }
}
