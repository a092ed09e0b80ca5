package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which images may run, where, and what happens to others. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"match", "enforcement", "source", "vulnerabilities"})
@ValidationRule(
    value = "has(self.source) || has(self.vulnerabilities)",
    message = "spec has no rule: set source or vulnerabilities")
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
              + " size(self.tags.deny) > 0) || self.digest == 'Require'",
      message =
          "spec.source has no rule: set registries.allow, registries.deny, tags.deny or digest:"
              + " Require")
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
}
