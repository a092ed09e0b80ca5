package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Keeps the Pod Security labels of a namespace. The Namespace object is never ours: only the labels
 * are that we wrote, and the annotations that say for which profile.
 */
final class NamespaceLabels {
  private final KubernetesObject namespace;
  private final ManagedFields fields;
  private final WriteLog writes;
  private final Findings findings;
  private final Instant now;

  NamespaceLabels(KubernetesObject namespace, WriteLog writes, Findings findings, Instant now) {
    this.namespace = namespace;
    this.fields = ManagedFields.of(namespace.body());
    this.writes = writes;
    this.findings = findings;
    this.now = now;
  }

  /** The write that gives the namespace the profile's labels, if one is needed and allowed. */
  Optional<Step> keep(IsolationProfile profile) {
    List<String> foreign = new ArrayList<>();
    boolean settled = true;
    boolean lost = false;
    for (Map.Entry<String, String> wanted : profile.podSecurity().entrySet()) {
      String live = namespace.labels().get(wanted.getKey());
      boolean ours = fields.weOwn("metadata", "labels", wanted.getKey());
      settled &= ours && wanted.getValue().equals(live);
      lost |= live == null;
      if (live != null && !ours && !live.equals(wanted.getValue())) {
        foreign.add(wanted.getKey() + "=" + live + " of " + writer(wanted.getKey()));
      }
    }
    Map<String, String> marks = DesiredChildren.marks(profile);
    settled &=
        namespace.annotations().entrySet().containsAll(marks.entrySet())
            && marks.keySet().stream()
                .allMatch(mark -> fields.weOwn("metadata", "annotations", mark))
            && profile.podSecurity().keySet().containsAll(fields.ourKeys("metadata", "labels"));
    if (settled) {
      return Optional.empty();
    }
    boolean force = profile.adopt() || isRestored(profile);
    if (!foreign.isEmpty() && !force) {
      findings.hold(
          Group.POD_SECURITY,
          Problem.Reason.FOREIGN_OBJECT,
          "Namespace "
              + namespace.ref().name()
              + " has "
              + String.join(", ", foreign)
              + ": remove the label, or set spec.conflictPolicy to Adopt to take it over");
      return Optional.empty();
    }
    return write(profile.podSecurity(), marks, force, cause(foreign, lost));
  }

  /** The write that takes our labels off again, if there are any. */
  Optional<Step> release(Abandonment abandonment, Optional<IsolationProfile> winner) {
    boolean ours = fields.weOwn("metadata", "labels") || fields.weOwn("metadata", "annotations");
    boolean removed =
        ours
            && abandonment.removes(
                namespace.annotations().getOrDefault(Marks.PROFILE, ""),
                namespace.annotations().getOrDefault(Marks.DELETION_POLICY, ""),
                winner);
    return removed
        ? Optional.of(
            new Step.Apply(
                namespace.ref(), body(Map.of(), Map.of()), false, new Step.Cause.Update()))
        : Optional.empty();
  }

  private Step.Cause cause(List<String> foreign, boolean lost) {
    if (!foreign.isEmpty()) {
      return new Step.Cause.TakeOver(String.join(", ", foreign));
    }
    boolean applied = fields.weOwn("metadata", "annotations", Marks.PROFILE_UID);
    return applied && lost
        ? new Step.Cause.Repair("unknown, which removed a label")
        : applied ? new Step.Cause.Update() : new Step.Cause.Create();
  }

  private Optional<Step> write(
      SortedMap<String, String> labels,
      Map<String, String> marks,
      boolean force,
      Step.Cause cause) {
    Optional<Instant> backOff =
        cause instanceof Step.Cause.Update
            ? Optional.empty()
            : writes.backOff(namespace.ref(), now);
    if (backOff.isPresent()) {
      findings.holdUntil(
          backOff.get(),
          Group.POD_SECURITY,
          "the Pod Security labels of Namespace "
              + namespace.ref().name()
              + " were taken back three times in ten minutes: make the other manager leave them"
              + " alone; the next attempt is at "
              + backOff.get());
      return Optional.empty();
    }
    return Optional.of(new Step.Apply(namespace.ref(), body(labels, marks), force, cause));
  }

  /** The resourceVersion is there because force must not take what changed since it was judged. */
  private Map<String, Object> body(Map<String, String> labels, Map<String, String> annotations) {
    ObjectRef ref = namespace.ref();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", ref.name());
    metadata.put("uid", ref.uid());
    metadata.put("resourceVersion", namespace.body().at("metadata", "resourceVersion").textOr(""));
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
      metadata.put("annotations", annotations);
    }
    return Body.of("apiVersion", "v1", "kind", "Namespace", "metadata", metadata);
  }

  /** A backup brings back the annotations with another manager's name; the names still agree. */
  private boolean isRestored(IsolationProfile profile) {
    return profile.name().equals(namespace.annotations().get(Marks.PROFILE))
        && !fields.weOwn("metadata", "annotations", Marks.PROFILE_UID);
  }

  private String writer(String label) {
    return fields.foreignWriter("metadata", "labels", label).orElse("unknown");
  }
}
