package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import java.util.Map;

/** One write. */
public sealed interface Step {
  /** The object that is written; with its uid where it exists already. */
  ObjectRef target();

  /**
   * A server-side apply under {@link Marks#FIELD_MANAGER}.
   *
   * @param target the object
   * @param body the applied configuration; holds {@code metadata.uid} where the object exists, so
   *     that a write that races a deletion fails rather than makes the object anew
   * @param force whether fields of other managers are taken
   * @param cause why
   */
  record Apply(ObjectRef target, Map<String, Object> body, boolean force, Cause cause)
      implements Step {}

  /**
   * A deletion.
   *
   * @param target the object
   * @param resourceVersion the version that was judged; any other must not be deleted
   */
  record Delete(ObjectRef target, String resourceVersion) implements Step {}

  /** Why something is applied. */
  sealed interface Cause {
    /** It is not there. */
    record Create() implements Cause {}

    /** The profile, or what was found in the cluster, has changed. */
    record Update() implements Cause {}

    /**
     * Another manager changed what is ours.
     *
     * @param manager its name
     */
    record Repair(String manager) implements Cause {}

    /**
     * It is not ours yet, but is to be: a restored backup, or {@code conflictPolicy: Adopt}.
     *
     * @param manager who had it
     */
    record TakeOver(String manager) implements Cause {}
  }
}
