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

/** Which images may run, where, and what happens to others. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "match",
  "enforcement",
  "source",
  "vulnerabilities",
  "secrets",
  "configuration",
  "rules",
  "exceptions"
})
@ValidationRule(
    value =
        "has(self.source) || has(self.vulnerabilities) || has(self.secrets) ||"
            + " has(self.configuration) || (has(self.rules) && size(self.rules) > 0)",
    message = "spec has no rule: set source, vulnerabilities, secrets, configuration or rules")
@ValidationRule(
    value = "!has(self.exceptions) || size(self.exceptions) == 0 || has(self.vulnerabilities)",
    message = "exceptions are exceptions from vulnerabilities: set vulnerabilities too")
public class ImagePolicySpec {
  @JsonPropertyDescription(
      "Where this policy holds and for which images. Required. Example: {namespaces: {selector:"
          + " {matchLabels: {env: production}}}}.")
  @Required
  private @Nullable ImageMatch match;

  @JsonPropertyDescription(
      "What the API server does with a new or changed object that brings in an image that violates"
          + " source: Audit notes it in the audit log, Warn also tells the author, Deny refuses it."
          + " Rules about the content of images do not act there. Workloads that run already are"
          + " never touched; every violation is in their SecurityReport. Default: Audit.")
  @Default("Audit")
  private Enforcement enforcement = Enforcement.AUDIT;

  @JsonPropertyDescription(
      "Where images must come from. Absent: from anywhere. Example: {registries: {allow:"
          + " [\"registry.example.com/**\"]}, tags: {deny: [latest]}, digest: Require}.")
  @ValidationRule(
      value =
          "(has(self.registries) && (has(self.registries.allow) || (has(self.registries.deny) &&"
              + " size(self.registries.deny) > 0))) || (has(self.tags) && has(self.tags.deny) &&"
              + " size(self.tags.deny) > 0) || self.digest == 'Require' || has(self.baseImages) ||"
              + " has(self.maxAge)",
      message =
          "spec.source has no rule: set registries.allow, registries.deny, tags.deny, digest:"
              + " Require, baseImages or maxAge")
  private @Nullable ImageSource source;

  @JsonPropertyDescription(
      "Which known vulnerabilities an image may have. Judged for what runs, in its SecurityReport,"
          + " not at admission. Absent: any. Example: {failOn: High, ignoreUnfixed: true}.")
  @ValidationRule(
      value = "has(self.failOn) || self.knownExploited == 'Deny' || self.unscanned == 'Deny'",
      message =
          "spec.vulnerabilities has no rule: set failOn, knownExploited: Deny or unscanned: Deny")
  @ValidationRule(
      value = "has(self.failOn) || !(self.ignoreUnfixed || has(self.gracePeriod))",
      message = "ignoreUnfixed and gracePeriod soften failOn: set failOn, or leave them out")
  private @Nullable VulnerabilityRules vulnerabilities;

  @JsonPropertyDescription(
      "Which secrets an image may hold. Judged for what runs, in its SecurityReport, not at"
          + " admission. Absent: any. Example: {failOn: High}.")
  private @Nullable SecretRules secrets;

  @JsonPropertyDescription(
      "How an image must be configured. Judged for what runs, in its SecurityReport, not at"
          + " admission. Absent: in any way. Example: {user: NonRoot}.")
  private @Nullable ImageConfigurationRules configuration;

  @JsonPropertyDescription(
      "Rules of your own, in CEL. Judged for what runs, in its SecurityReport, not at admission. At"
          + " most 16. Example: [{name: source-label, expression:"
          + " \"'org.opencontainers.image.source' in image.labels\", message: it does not say where"
          + " its source is}].")
  @Size(max = 16)
  @ValidationRule(
      value = "self.all(r, self.exists_one(o, o.name == r.name))",
      message = "give each rule a name of its own")
  private List<ImageRule> rules = new ArrayList<>();

  @JsonPropertyDescription(
      "Vulnerabilities that do not count for vulnerabilities until a day; they are counted and"
          + " listed in the report as excepted. At most 64. Example: [{vulnerabilities:"
          + " [CVE-2024-0001], status: affected, reason: no fix before March, expires:"
          + " 2027-03-31}].")
  @Size(max = 64)
  private List<PolicyException> exceptions = new ArrayList<>();

  public @Nullable ImageMatch getMatch() {
    return match;
  }

  public void setMatch(@Nullable ImageMatch match) {
    this.match = match;
  }

  public Enforcement getEnforcement() {
    return enforcement;
  }

  public void setEnforcement(Enforcement enforcement) {
    this.enforcement = enforcement;
  }

  public @Nullable ImageSource getSource() {
    return source;
  }

  public void setSource(@Nullable ImageSource source) {
    this.source = source;
  }

  public @Nullable VulnerabilityRules getVulnerabilities() {
    return vulnerabilities;
  }

  public void setVulnerabilities(@Nullable VulnerabilityRules vulnerabilities) {
    this.vulnerabilities = vulnerabilities;
  }

  public @Nullable SecretRules getSecrets() {
    return secrets;
  }

  public void setSecrets(@Nullable SecretRules secrets) {
    this.secrets = secrets;
  }

  public @Nullable ImageConfigurationRules getConfiguration() {
    return configuration;
  }

  public void setConfiguration(@Nullable ImageConfigurationRules configuration) {
    this.configuration = configuration;
  }

  public List<PolicyException> getExceptions() {
    return exceptions;
  }

  public void setExceptions(List<PolicyException> exceptions) {
    this.exceptions = exceptions;
  }

  public List<ImageRule> getRules() {
    return rules;
  }

  public void setRules(List<ImageRule> rules) {
    this.rules = rules;
  }
}
