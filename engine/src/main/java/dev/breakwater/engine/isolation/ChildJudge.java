package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.node.Node;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a profile wants with what stands there, and decides whether it may be written. */
final class ChildJudge {
  private final IsolationProfile profile;
  private final WriteLog writes;
  private final Findings findings;
  private final Instant now;

  ChildJudge(IsolationProfile profile, WriteLog writes, Findings findings, Instant now) {
    this.profile = profile;
    this.writes = writes;
    this.findings = findings;
    this.now = now;
  }

  /** The write that is needed, if any and if it may be done. */
  Optional<Step> judge(Desired desired, Optional<Child> live) {
    if (live.isEmpty()) {
      return write(desired, desired.ref(), new Step.Cause.Create(), "something that deletes it");
    }
    Child child = live.get();
    if (!child.isOurs()) {
      return takeOver(desired, child);
    }
    if (matches(desired, child)) {
      return Optional.empty();
    }
    if (!child.isLabelled()) {
      findings.hold(
          desired.group(),
          Problem.Reason.FOREIGN_OBJECT,
          child.ref()
              + " lost its label "
              + Marks.MANAGED_BY
              + "="
              + Marks.BREAKWATER
              + ", without which it is not touched: put the label back or delete the object");
      return Optional.empty();
    }
    if (!scopesAbsent(desired, child)) {
      return Optional.empty();
    }
    Optional<String> writer = child.fields().foreignWriter("spec");
    boolean edited = writer.isPresent() && !desired.comparableSpec().equals(child.spec());
    return edited
        ? write(
            desired, child.ref(), new Step.Cause.Repair(writer.get()), "manager " + writer.get())
        : Optional.of(apply(desired, child.ref(), new Step.Cause.Update()));
  }

  private Optional<Step> takeOver(Desired desired, Child child) {
    String manager = child.fields().foreignWriter("spec").orElse("unknown");
    if (!profile.adopt() && !child.claims(profile.name())) {
      findings.hold(
          desired.group(),
          Problem.Reason.FOREIGN_OBJECT,
          child.ref()
              + " exists and was made by "
              + manager
              + ": delete or rename it, or set spec.conflictPolicy to Adopt to take it over");
      return Optional.empty();
    }
    return scopesAbsent(desired, child)
        ? write(desired, child.ref(), new Step.Cause.TakeOver(manager), "manager " + manager)
        : Optional.empty();
  }

  private Optional<Step> write(Desired desired, ObjectRef ref, Step.Cause cause, String opponent) {
    Optional<Instant> backOff = writes.backOff(ref, now);
    if (backOff.isPresent()) {
      findings.holdUntil(
          backOff.get(),
          desired.group(),
          desired.ref()
              + " was taken back three times in ten minutes by "
              + opponent
              + ": make that leave it alone; the next attempt is at "
              + backOff.get());
      return Optional.empty();
    }
    return Optional.of(apply(desired, ref, cause));
  }

  /** Fields that narrow what a quota counts cannot be taken out by an apply that lacks them. */
  private boolean scopesAbsent(Desired desired, Child child) {
    if (!desired.ref().kind().equals("ResourceQuota")) {
      return true;
    }
    for (String field : List.of("scopes", "scopeSelector")) {
      if (child.object().body().at("spec", field).isPresent()) {
        findings.hold(
            desired.group(),
            Problem.Reason.FOREIGN_OBJECT,
            child.ref()
                + " has spec."
                + field
                + ", so that it counts only a part of the pods: remove the field, or delete the"
                + " quota and it is made anew");
        return false;
      }
    }
    return true;
  }

  private static Step.Apply apply(Desired desired, ObjectRef ref, Step.Cause cause) {
    return new Step.Apply(ref, withUid(desired.body(), ref.uid()), true, cause);
  }

  private static Map<String, Object> withUid(Map<String, Object> body, String uid) {
    if (uid.isEmpty() || !(body.get("metadata") instanceof Map<?, ?> metadata)) {
      return body;
    }
    Map<String, Object> identified = new LinkedHashMap<>();
    metadata.forEach((key, value) -> identified.put(String.valueOf(key), value));
    identified.put("uid", uid);
    body.put("metadata", identified);
    return body;
  }

  private static boolean matches(Desired desired, Child child) {
    return child.isLabelled()
        && child.object().annotations().entrySet().containsAll(desired.annotations().entrySet())
        && (desired.ref().kind().equals("ResourceQuota")
            ? sameQuota(desired.comparableSpec(), child)
            : desired.comparableSpec().equals(child.spec()));
  }

  /** A bound that someone else added only narrows, and lies in a map that managers share. */
  private static boolean sameQuota(Node wanted, Child child) {
    Node live = child.spec();
    return live.at("hard").entries().entrySet().containsAll(wanted.at("hard").entries().entrySet())
        && wanted.at("hard").entries().keySet().containsAll(child.fields().ourKeys("spec", "hard"))
        && !live.at("scopes").isPresent()
        && !live.at("scopeSelector").isPresent();
  }
}
