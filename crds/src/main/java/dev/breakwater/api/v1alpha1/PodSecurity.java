package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Pod Security admission levels of a namespace. */
@ValidationRule(
    value = "has(self.enforce) || has(self.warn) || has(self.audit)",
    message =
        "podSecurity has no level: set enforce, warn or audit to privileged, baseline or"
            + " restricted")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"enforce", "warn", "audit", "version"})
public class PodSecurity {
  @JsonPropertyDescription("Pods that violate this level are refused. Example: baseline.")
  private @Nullable PodSecurityLevel enforce;

  @JsonPropertyDescription(
      "Authors of pods and workloads that violate this level are warned. Example: restricted.")
  private @Nullable PodSecurityLevel warn;

  @JsonPropertyDescription(
      "Violations of this level are noted in the audit log. Example: restricted.")
  private @Nullable PodSecurityLevel audit;

  @JsonPropertyDescription(
      "Version of the Pod Security Standards: latest, or a Kubernetes version. Default: latest."
          + " Example: v1.34.")
  @Default("latest")
  @Size(max = 8)
  @ValidationRule(
      value = "self.matches('^(latest|v1[.](0|[1-9][0-9]{0,2}))$')",
      messageExpression =
          "'\"' + self + '\" is not a version of the Pod Security Standards: write latest or a"
              + " minor version such as v1.34'")
  private String version = "latest";

  public @Nullable PodSecurityLevel getEnforce() {
    return enforce;
  }

  public void setEnforce(@Nullable PodSecurityLevel enforce) {
    this.enforce = enforce;
  }

  public @Nullable PodSecurityLevel getWarn() {
    return warn;
  }

  public void setWarn(@Nullable PodSecurityLevel warn) {
    this.warn = warn;
  }

  public @Nullable PodSecurityLevel getAudit() {
    return audit;
  }

  public void setAudit(@Nullable PodSecurityLevel audit) {
    this.audit = audit;
  }

  public String getVersion() {
    return version;
  }

  public void setVersion(String version) {
    this.version = version;
  }
}
