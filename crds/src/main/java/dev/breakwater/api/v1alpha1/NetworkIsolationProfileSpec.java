package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which namespaces, and what they get. */
@ValidationRule(
    value =
        "!has(self.allow) || self.isolation.ingress != 'None' || self.allow.all(a, a.direction !="
            + " 'Ingress')",
    message =
        "allow has a rule with direction: Ingress, but isolation.ingress is None, so all of it is"
            + " allowed already: set isolation.ingress to SameNamespace or Namespaces, or remove"
            + " the rule")
@ValidationRule(
    value =
        "!has(self.allow) || self.isolation.egress != 'None' || self.allow.all(a, a.direction !="
            + " 'Egress')",
    message =
        "allow has a rule with direction: Egress, but isolation.egress is None, so all of it is"
            + " allowed already: set isolation.egress to SameNamespace or Namespaces, or remove the"
            + " rule")
@ValidationRule(
    value =
        "self.isolation.ingress != 'None' || self.isolation.egress != 'None' || has(self.quota) ||"
            + " (has(self.limits) && size(self.limits) > 0) || has(self.podSecurity)",
    message =
        "the profile does nothing: set isolation.ingress or isolation.egress, quota, limits or"
            + " podSecurity")
@ValidationRule(
    value =
        "!has(self.podSecurity) || !has(self.match.namespaces.selector.matchLabels) ||"
            + " self.match.namespaces.selector.matchLabels.all(k,"
            + " !k.startsWith('pod-security.kubernetes.io/'))",
    message =
        "spec.podSecurity writes pod-security.kubernetes.io/* labels, so spec.match must not select"
            + " by them: select by another label")
@ValidationRule(
    value =
        "!has(self.podSecurity) || !has(self.match.namespaces.selector.matchExpressions) ||"
            + " self.match.namespaces.selector.matchExpressions.all(e,"
            + " !e.key.startsWith('pod-security.kubernetes.io/'))",
    message =
        "spec.podSecurity writes pod-security.kubernetes.io/* labels, so spec.match must not select"
            + " by them: select by another label")
@ValidationRule(
    value =
        "!has(self.quota) || !('requests.cpu' in self.quota.hard || 'cpu' in self.quota.hard) ||"
            + " (has(self.limits) && self.limits.exists(l, l.type == 'Container' &&"
            + " ((has(l.defaultRequest) && 'cpu' in l.defaultRequest) || (has(l.default) && 'cpu'"
            + " in l.default) || (has(l.max) && 'cpu' in l.max) || (has(l.min) && 'cpu' in"
            + " l.min))))",
    message =
        "spec.quota.hard bounds requests of cpu, which refuses every pod that does not state it:"
            + " add to spec.limits an item {type: Container, defaultRequest: {cpu: ...}}")
@ValidationRule(
    value =
        "!has(self.quota) || !('limits.cpu' in self.quota.hard) || (has(self.limits) &&"
            + " self.limits.exists(l, l.type == 'Container' && ((has(l.default) && 'cpu' in"
            + " l.default) || (has(l.max) && 'cpu' in l.max))))",
    message =
        "spec.quota.hard bounds limits of cpu, which refuses every pod that does not state it: add"
            + " to spec.limits an item {type: Container, default: {cpu: ...}}")
@ValidationRule(
    value =
        "!has(self.quota) || !('requests.memory' in self.quota.hard || 'memory' in self.quota.hard)"
            + " || (has(self.limits) && self.limits.exists(l, l.type == 'Container' &&"
            + " ((has(l.defaultRequest) && 'memory' in l.defaultRequest) || (has(l.default) &&"
            + " 'memory' in l.default) || (has(l.max) && 'memory' in l.max) || (has(l.min) &&"
            + " 'memory' in l.min))))",
    message =
        "spec.quota.hard bounds requests of memory, which refuses every pod that does not state it:"
            + " add to spec.limits an item {type: Container, defaultRequest: {memory: ...}}")
@ValidationRule(
    value =
        "!has(self.quota) || !('limits.memory' in self.quota.hard) || (has(self.limits) &&"
            + " self.limits.exists(l, l.type == 'Container' && ((has(l.default) && 'memory' in"
            + " l.default) || (has(l.max) && 'memory' in l.max))))",
    message =
        "spec.quota.hard bounds limits of memory, which refuses every pod that does not state it:"
            + " add to spec.limits an item {type: Container, default: {memory: ...}}")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "match",
  "mode",
  "isolation",
  "allow",
  "essentials",
  "quota",
  "limits",
  "podSecurity",
  "conflictPolicy",
  "deletionPolicy"
})
public class NetworkIsolationProfileSpec {
  @JsonPropertyDescription(
      "Which namespaces get this profile. Required. Example: {namespaces: {selector: {matchLabels:"
          + " {breakwater.dev/isolation: tenant}}}}.")
  @Required
  private @Nullable NamespaceMatch match;

  @JsonPropertyDescription(
      "Enforce: the namespaces are kept as the profile says, drift is repaired. Paused: nothing is"
          + " written or deleted, what is there stays and is no longer repaired. Default: Enforce.")
  @Default("Enforce")
  private IsolationMode mode = IsolationMode.ENFORCE;

  @JsonPropertyDescription(
      "Who may talk to the pods of a namespace, and to whom they may talk. Default: {ingress: None,"
          + " egress: None}, not isolated. Example: {ingress: SameNamespace, egress:"
          + " SameNamespace}.")
  @Default("{}")
  private Isolation isolation = new Isolation();

  @JsonPropertyDescription(
      "Traffic that is allowed besides what isolation allows. Each becomes one NetworkPolicy. At"
          + " most 64. Example: [{name: from-gateway, direction: Ingress, peers:"
          + " [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateway}}}]}].")
  @Size(max = 64)
  @ValidationRule(
      value = "self.all(a, self.exists_one(b, b.name == a.name))",
      message =
          "two rules of allow have the same name: give each its own, it names the NetworkPolicy")
  private List<AllowRule> allow = new ArrayList<>();

  @JsonPropertyDescription(
      "Traffic that nearly every workload needs, allowed when egress is isolated. Its addresses are"
          + " found in the cluster. Default: {dns: true, apiServer: true}.")
  @Default("{}")
  private Essentials essentials = new Essentials();

  @JsonPropertyDescription(
      "A ResourceQuota for each namespace. A bound on requests or limits needs a default for them"
          + " in limits, or plain pods are refused. Example: {hard: {pods: \"50\", requests.cpu:"
          + " \"20\"}}.")
  private @Nullable Quota quota;

  @JsonPropertyDescription(
      "The items of a LimitRange for each namespace: defaults and bounds for containers, pods and"
          + " volume claims. At most one of each type. Example: [{type: Container, defaultRequest:"
          + " {cpu: 100m, memory: 128Mi}, default: {memory: 256Mi}}].")
  @Size(max = 3)
  @ValidationRule(
      value = "self.all(a, self.exists_one(b, b.type == a.type))",
      message = "limits has two items of one type: join them")
  private List<LimitRangeItem> limits = new ArrayList<>();

  @JsonPropertyDescription(
      "Pod Security admission: labels pod-security.kubernetes.io/* for each namespace. Example:"
          + " {enforce: baseline, warn: restricted}.")
  private @Nullable PodSecurity podSecurity;

  @JsonPropertyDescription(
      "What happens to a ResourceQuota, LimitRange, NetworkPolicy or label of the same name that"
          + " something else made: Respect leaves it alone and reports the namespace as conflicted,"
          + " Adopt takes it over. Default: Respect.")
  @Default("Respect")
  private ConflictPolicy conflictPolicy = ConflictPolicy.RESPECT;

  @JsonPropertyDescription(
      "What happens to what the profile made when the profile is deleted or a namespace stops"
          + " matching: Delete removes it, Orphan leaves it in place. Default: Delete.")
  @Default("Delete")
  private DeletionPolicy deletionPolicy = DeletionPolicy.DELETE;

  public @Nullable NamespaceMatch getMatch() {
    return match;
  }

  public void setMatch(@Nullable NamespaceMatch match) {
    this.match = match;
  }

  public IsolationMode getMode() {
    return mode;
  }

  public void setMode(IsolationMode mode) {
    this.mode = mode;
  }

  public Isolation getIsolation() {
    return isolation;
  }

  public void setIsolation(Isolation isolation) {
    this.isolation = isolation;
  }

  public List<AllowRule> getAllow() {
    return allow;
  }

  public void setAllow(List<AllowRule> allow) {
    this.allow = allow;
  }

  public Essentials getEssentials() {
    return essentials;
  }

  public void setEssentials(Essentials essentials) {
    this.essentials = essentials;
  }

  public @Nullable Quota getQuota() {
    return quota;
  }

  public void setQuota(@Nullable Quota quota) {
    this.quota = quota;
  }

  public List<LimitRangeItem> getLimits() {
    return limits;
  }

  public void setLimits(List<LimitRangeItem> limits) {
    this.limits = limits;
  }

  public @Nullable PodSecurity getPodSecurity() {
    return podSecurity;
  }

  public void setPodSecurity(@Nullable PodSecurity podSecurity) {
    this.podSecurity = podSecurity;
  }

  public ConflictPolicy getConflictPolicy() {
    return conflictPolicy;
  }

  public void setConflictPolicy(ConflictPolicy conflictPolicy) {
    this.conflictPolicy = conflictPolicy;
  }

  public DeletionPolicy getDeletionPolicy() {
    return deletionPolicy;
  }

  public void setDeletionPolicy(DeletionPolicy deletionPolicy) {
    this.deletionPolicy = deletionPolicy;
  }
}
